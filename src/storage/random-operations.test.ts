import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildForecast } from '#core/forecast.fixture.ts';
import {
  ANNOTATION_KINDS,
  applyAnnotations,
  type Annotation,
  type AnnotationKind,
} from '#core/annotations.ts';
import { deriveTimeline } from '#core/derive-days.ts';
import { addDays, daysBetween, localDate, type LocalDate } from '#core/local-date.ts';
import { METRIC_NAMES, type Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import type { PriorityScope } from '#core/source-order.ts';
import { listAnnotations, markDays, readMarkedDays, unmarkDays } from './annotations.ts';
import { readBackup } from './backup/read-backup.ts';
import { restoreBackup, type RestoreMode } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { readDayRecords } from './day-records.ts';
import { discard, openFresh } from './fresh-profile.fixture.ts';
import { addImports, listImports, undoImport } from './imports.ts';
import { listLedger, recordForecasts } from './ledger.ts';
import {
  activateVersion,
  activeVersionIds,
  deleteVersion,
  KEPT_VERSIONS,
  listVersions,
  loadVersion,
  saveModelVersion,
  verifyActiveVersions,
} from './model-versions.ts';
import { ProfileDatabase } from './profile-database.ts';
import { readSourcePriority } from './source-priority.ts';
import { listScenarios, MOST_SCENARIOS, saveScenario } from './scenarios.ts';
import { setSourcePriority } from './sources.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

/** What a person, another tab or a failing disk may do; `pick` chooses among what is there. */
type Step =
  | {
      readonly act: 'import';
      readonly file: number;
      readonly source: string;
      readonly firstDay: number;
      readonly aggregated: boolean;
    }
  | { readonly act: 'undo'; readonly pick: number }
  | { readonly act: 'prefer'; readonly source: string | null; readonly scope: PriorityScope }
  | { readonly act: 'mark'; readonly day: number; readonly kind: AnnotationKind }
  | { readonly act: 'unmark'; readonly pick: number }
  | { readonly act: 'train'; readonly metric: Metric; readonly error: number }
  | { readonly act: 'activate'; readonly pick: number }
  | { readonly act: 'delete'; readonly pick: number }
  | { readonly act: 'damage'; readonly pick: number }
  | { readonly act: 'scenario' }
  | { readonly act: 'backUp' }
  | { readonly act: 'restore'; readonly mode: RestoreMode }
  | { readonly act: 'reload' };

const pick = fc.nat({ max: 20 });
const source = fc.constantFrom('Phone', 'Ring', 'Watch');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    act: fc.constant('import' as const),
    file: fc.nat({ max: 6 }),
    source,
    firstDay: fc.nat({ max: 5 }),
    aggregated: fc.boolean(),
  }),
  fc.record({ act: fc.constant('undo' as const), pick }),
  fc.record({
    act: fc.constant('prefer' as const),
    source: fc.option(source),
    scope: fc.constantFrom<PriorityScope>('all', 'activity', 'sleep'),
  }),
  fc.record({
    act: fc.constant('mark' as const),
    day: fc.nat({ max: 8 }),
    kind: fc.constantFrom(...ANNOTATION_KINDS),
  }),
  fc.record({ act: fc.constant('unmark' as const), pick }),
  fc.record({
    act: fc.constant('train' as const),
    metric: fc.constantFrom(...METRIC_NAMES),
    error: fc.constantFrom(0.5, 1, 2),
  }),
  fc.record({ act: fc.constant('activate' as const), pick }),
  fc.record({ act: fc.constant('delete' as const), pick }),
  fc.record({ act: fc.constant('damage' as const), pick }),
  fc.constant({ act: 'scenario' as const }),
  fc.constant({ act: 'backUp' as const }),
  fc.record({
    act: fc.constant('restore' as const),
    mode: fc.constantFrom<RestoreMode>('replace', 'merge'),
  }),
  fc.constant({ act: 'reload' as const }),
);

function pickFrom<T>(items: readonly T[], index: number): T | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}

class Session {
  db: ProfileDatabase = openFresh();
  clock = Date.parse('2024-05-01T08:00:00Z');
  /** What was marked, whatever became of the days. */
  readonly marks = new Map<LocalDate, Annotation>();
  /** The last backup, and the profile as it was then. */
  kept: { readonly bytes: Uint8Array<ArrayBuffer>; readonly rows: Snapshot } | null = null;

  async take(step: Step): Promise<void> {
    this.clock += 60_000;
    const versions = await listVersions(this.db);
    const chosen = 'pick' in step ? pickFrom(versions, step.pick)?.id : undefined;
    if (step.act === 'import') await this.import(step);
    else if (step.act === 'undo')
      await undoImport(this.db, pickFrom(await listImports(this.db), step.pick)?.id ?? '');
    else if (step.act === 'prefer')
      await setSourcePriority(this.db, step.source === null ? null : [step.source], step.scope);
    else if (step.act === 'mark') await this.mark(step.day, step.kind);
    else if (step.act === 'unmark') await this.unmark(step.pick);
    else if (step.act === 'train') await this.train(step.metric, step.error);
    else if (step.act === 'scenario')
      await saveScenario(this.db, { name: '', edits: { steps: this.clock % 1000 } });
    else if (step.act === 'backUp') await this.backUp();
    else if (step.act === 'restore') await this.restore(step.mode);
    else if (step.act === 'reload') await this.reload();
    else if (chosen !== undefined && step.act === 'activate') await activateVersion(this.db, chosen);
    else if (chosen !== undefined && step.act === 'delete') await deleteVersion(this.db, chosen);
    else if (chosen !== undefined && step.act === 'damage') await this.damage(chosen);
  }

  async import({ file, source, firstDay, aggregated }: Extract<Step, { act: 'import' }>): Promise<void> {
    const days = Object.fromEntries(
      [0, 1, 2].map((n) => [
        `2024-01-${String(firstDay + n + 1).padStart(2, '0')}`,
        { steps: 100 * file + n, ...(n === 1 ? {} : { sleepMinutes: 400 + file, napMinutes: n }) },
      ]),
    );
    const partialFrom = file % 2 === 0 ? '9999-12-31' : '2024-01-04';
    const staged = stageDays(days, { fingerprint: String(file), source, partialFrom, aggregated });
    await addImports(this.db, [staged], { timeZone: 'UTC', now: this.clock });
  }

  async mark(day: number, kind: AnnotationKind): Promise<void> {
    const date = addDays(localDate('2024-01-01'), day);
    this.marks.set(date, { date, kind, note: '' });
    await markDays(this.db, [{ date, kind, note: '' }]);
  }

  async unmark(index: number): Promise<void> {
    const date = pickFrom(await listAnnotations(this.db), index)?.date;
    if (date === undefined) return;
    this.marks.delete(date);
    await unmarkDays(this.db, [date]);
  }

  async train(metric: Metric, error: number): Promise<void> {
    const model = buildTrainedModel({ metric, error, seed: this.clock % 1_000_003 });
    await saveModelVersion(this.db, model, { profileId: 'ada', now: this.clock });
  }

  async backUp(): Promise<void> {
    const bytes = await writeBackup(this.db, { profileName: 'Ada', now: this.clock, password: null });
    this.kept = { bytes, rows: await readRows(this.db) };
  }

  async restore(mode: RestoreMode): Promise<void> {
    if (this.kept === null) return;
    const { bytes, rows } = this.kept;
    const backup = await readBackup(new Blob([bytes]), null);
    if (!backup.ok) throw new Error(`a backup of ours is refused: ${JSON.stringify(backup.error)}`);
    const before = await readRows(this.db);
    await restoreBackup(this.db, backup.value, mode);
    const after = await readRows(this.db);
    if (mode === 'replace') expect(after).toEqual(rows);
    else for (const row of before.annotations) expect(after.annotations).toContainEqual(row);
    if (mode === 'replace') this.marks.clear();
    for (const { date, kind, note } of rows.annotations) {
      if (!this.marks.has(date)) this.marks.set(date, { date, kind, note });
    }
  }

  /** A bit flips on the disk, and the page starts anew. */
  async damage(id: string): Promise<void> {
    await this.db.modelWeights
      .where('versionId')
      .equals(id)
      .modify((row) => {
        row.bytes[0] = (row.bytes[0] ?? 0) ^ 1;
      });
    await this.reload();
  }

  async reload(): Promise<void> {
    this.db.close();
    this.db = new ProfileDatabase(this.db.name);
    await verifyActiveVersions(this.db);
  }
}

type Snapshot = Awaited<ReturnType<typeof readRows>>;

/** What a backup must bring back. Imports are numbered anew; their order shows in the days. */
async function readRows(db: ProfileDatabase) {
  return {
    days: await readDayRecords(db),
    imports: (await listImports(db)).map(({ id }) => id),
    versions: (await soundVersions(db)).map(({ id }) => id),
    active: await db.activeVersions.toArray(),
    annotations: await listAnnotations(db),
    scenarios: await listScenarios(db),
  };
}

async function soundVersions(db: ProfileDatabase): Promise<readonly ModelVersion[]> {
  const versions: ModelVersion[] = [];
  for (const metric of METRIC_NAMES) {
    for (const version of await listVersions(db, metric)) {
      if ((await loadVersion(db, version.id)).ok) versions.push(version);
    }
  }
  return versions;
}

async function expectInvariants(db: ProfileDatabase): Promise<void> {
  const contributions = await db.contributions.toArray();
  expect(await readDayRecords(db)).toEqual(deriveTimeline(contributions, await readSourcePriority(db)));
  const imports = new Set((await listImports(db)).map(({ id }) => id));
  expect(new Set(contributions.map(({ importId }) => importId))).toEqual(imports);

  expect((await listScenarios(db)).length).toBeLessThanOrEqual(MOST_SCENARIOS);
  const versionKeys = await db.modelVersions.toCollection().primaryKeys();
  expect(await db.modelWeights.toCollection().primaryKeys()).toEqual(versionKeys);
  const active = await activeVersionIds(db);
  for (const metric of METRIC_NAMES) {
    const versions = await listVersions(db, metric);
    const activeId = active[metric];
    expect(versions.filter(({ id }) => id !== activeId).length).toBeLessThanOrEqual(KEPT_VERSIONS);
    expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length);
    const good = await Promise.all(versions.map(async ({ id }) => (await loadVersion(db, id)).ok));
    if (activeId === undefined) expect(good).not.toContain(true);
    else expect((await loadVersion(db, activeId)).ok).toBe(true);
  }
}

async function expectMarks({ db, marks }: Session): Promise<void> {
  const annotations = [...marks.values()].sort((a, b) => daysBetween(b.date, a.date));
  expect(await listAnnotations(db)).toEqual(annotations);
  expect(await readMarkedDays(db)).toEqual(applyAnnotations(await readDayRecords(db), annotations));
}

describe('a profile', () => {
  it('keeps its promises whatever is done in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const session = new Session();
        try {
          await recordForecasts(session.db, [buildForecast()], [], session.clock);
          const ledger = await listLedger(session.db);
          for (const one of steps) {
            await session.take(one);
            await expectInvariants(session.db);
            await expectMarks(session);
          }
          expect(await listLedger(session.db), 'nothing but a forecast changes the ledger').toEqual(ledger);
        } finally {
          await discard(session.db);
        }
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});
