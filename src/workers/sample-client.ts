import { addImports } from '#storage/imports.ts';
import { saveModelVersion } from '#storage/model-versions.ts';
import { openProfile, type ProfileDatabase } from '#storage/profile-database.ts';
import { createProfile, deleteProfile, setActiveProfile, type Profile } from '#storage/profiles.ts';
import { DAY_FIELDS, type Contribution, type DayField, type DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { ParsedFile, PersonDays } from '#core/import-types.ts';
import { daysBetween, type LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { moveTrainedModel } from '#core/personas/sample-version.ts';
import { SAMPLE_REFERENCE_DAYS, SAMPLE_REFERENCE_START, samplePersona } from '#core/personas/sample.ts';
import type { TrainedModel } from '#core/model-version.ts';
import { decodeState, type StateIndex } from '#core/weights-codec.ts';

/** Metrics of which a small trained version ships with the app; `npm run train-sample` makes the files. */
const SHIPPED: readonly Metric[] = ['restingHeartRate', 'hrvRmssd'];

/** What `public/sample/<metric>.json` holds; the weights lie beside it as `<metric>.bin`. */
export interface ShippedVersion {
  readonly model: Omit<TrainedModel, 'state'>;
  readonly index: StateIndex;
}

/**
 * A new profile of the sample person, as if everything had been exported this morning: last night is known, the day
 * is not. The shipped versions come with it where they can be fetched; without them the simple forecasts answer.
 * Whole or absent: where anything cannot be written, the profile is gone again and the error is thrown. Older sample
 * profiles stay; the caller takes them down.
 */
export async function fillSampleProfile(today: LocalDate, timeZone: string): Promise<Profile> {
  const profile = await createProfile('Sample person', 'sample', Date.now());
  try {
    const db = openProfile(profile.id);
    const { records } = samplePersona(today);
    const asExported = records.map((record) => (record.date === today ? endAtMorning(record) : record));
    await addImports(db, [stageSample(asExported)], { timeZone, now: Date.now() });
    await addShippedVersions(db, profile.id, records);
    await setActiveProfile(profile.id);
    return profile;
  } catch (error) {
    await deleteProfile(profile.id);
    throw error;
  }
}

function endAtMorning(record: DayRecord): DayRecord {
  const known = Object.entries(record.values).filter(([name]) => DAY_FIELDS[name as DayField].part !== 'day');
  return { ...record, values: Object.fromEntries(known), partial: true };
}

function stageSample(records: readonly DayRecord[]): { file: ParsedFile; person: PersonDays } {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('the sample persona has no days');
  const contributions = records.flatMap(splitBySource);
  const fieldCounts: { [Name in DayField]?: number } = {};
  for (const { values } of records) {
    for (const field of Object.keys(values) as DayField[]) fieldCounts[field] = (fieldCounts[field] ?? 0) + 1;
  }
  const person: PersonDays = {
    person: null,
    contributions,
    from: first.date,
    to: last.date,
    dayCount: records.length,
    fieldCounts,
  };
  const file: ParsedFile = {
    fileName: 'Sample person',
    byteLength: 0,
    fingerprint: fingerprintRecords(records),
    format: 'sample',
    formatLabel: 'Sample data',
    people: [person],
    problems: [],
    rowsRead: records.length,
    rowsRejected: 0,
  };
  return { file, person };
}

/** One contribution per source of a record. */
function splitBySource(record: DayRecord): readonly Contribution[] {
  const bySource = new Map<string, [DayField, number][]>();
  for (const [name, value] of Object.entries(record.values)) {
    const field = name as DayField;
    const source = record.sources[field] ?? 'Sample';
    bySource.set(source, [...(bySource.get(source) ?? []), [field, value]]);
  }
  return [...bySource].map(([source, values]) => ({
    date: record.date,
    source,
    values: Object.fromEntries(values),
    partial: record.partial,
    ...(record.hrvMethod === undefined ? {} : { hrvMethod: record.hrvMethod }),
  }));
}

async function addShippedVersions(
  db: ProfileDatabase,
  profileId: string,
  records: readonly DayRecord[],
): Promise<void> {
  const start = records[0]?.date ?? SAMPLE_REFERENCE_START;
  const fingerprint = fingerprintRecords(records.slice(0, SAMPLE_REFERENCE_DAYS));
  for (const metric of SHIPPED) {
    const model = await fetchShipped(metric);
    if (model === null) continue;
    const moved = moveTrainedModel(model, daysBetween(model.data.from, start), fingerprint);
    await saveModelVersion(db, moved, { profileId, now: Date.now() });
  }
}

async function fetchShipped(metric: Metric): Promise<TrainedModel | null> {
  try {
    const [json, bytes] = await Promise.all([
      fetch(`sample/${metric}.json`).then((response) => response.json() as Promise<ShippedVersion>),
      fetch(`sample/${metric}.bin`).then((response) => response.arrayBuffer()),
    ]);
    const state = decodeState(new Uint8Array(bytes), json.index);
    return state.ok ? { ...json.model, state: state.value } : null;
  } catch {
    return null;
  }
}
