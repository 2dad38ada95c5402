import type { DayRecord } from '#core/day-record.ts';
import { toDayNumber, type LocalDate } from '#core/local-date.ts';
import { TABLES, type TableKind } from './tables.ts';

export interface WhoopExportOptions {
  /** Of headers and file names; `unknown` is a language that the importer has no names for. */
  readonly language?: 'en' | 'es' | 'unknown';
  /** Re-saved by a spreadsheet: `;`, decimal commas, dd/mm/yyyy without seconds, a byte order mark, CRLF. */
  readonly resaved?: boolean;
  /** The newest cycle has no end, no strain and no energy. */
  readonly openNewest?: boolean;
  /** Every so many days the strap was off: a cycle from midnight to midnight with nothing in it. */
  readonly unwornEvery?: number;
  /** The first half was recorded by a strap without skin temperature and blood oxygen. */
  readonly olderStrap?: boolean;
  /** A date with a second, shorter sleep and a recovery of its own. */
  readonly repeatedNightOn?: LocalDate;
  /** A nap of 40 minutes on these dates. */
  readonly napsOn?: readonly LocalDate[];
  readonly journal?: boolean;
  /** Distance, altitude gain and change behind the columns of the workouts. */
  readonly distances?: boolean;
}

export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

type Cells = readonly string[];

const FILES: Readonly<Record<'en' | 'es', Readonly<Record<TableKind, string>>>> = {
  en: {
    cycles: 'physiological_cycles.csv',
    sleeps: 'sleeps.csv',
    workouts: 'workouts.csv',
    journal: 'journal_entries.csv',
  },
  es: {
    cycles: 'physiological_cycles.csv',
    sleeps: 'sueño.csv',
    workouts: 'entrenamientos.csv',
    journal: 'journal_entries.csv',
  },
};

const DISTANCES = [
  ['Distance (meters)', 'Distancia (metros)'],
  ['Altitude gain (meters)', 'Ganancia de altitud (metros)'],
  ['Altitude change (meters)', 'Cambio de altitud (metros)'],
] as const;

/** Days as the export of WHOOP, newest first. Of each record the night gives a cycle, and with it the day after. */
export function writeWhoopExport(
  records: readonly DayRecord[],
  options: WhoopExportOptions = {},
): readonly ExportedFile[] {
  const { language = 'en', journal = true } = options;
  const cycles = planCycles(records, options).toReversed();
  const kinds: readonly TableKind[] = [
    'cycles',
    'sleeps',
    'workouts',
    ...(journal ? (['journal'] as const) : []),
  ];
  return kinds.map((kind) => {
    const rows = cycles.flatMap((cycle) => WRITERS[kind](cycle, options));
    const path = `my_whoop_data/${FILES[language === 'es' ? 'es' : 'en'][kind]}`;
    return { path, text: writeCsv([writeHeader(kind, options), ...rows], options.resaved === true) };
  });
}

/** A cycle with the seconds of its times since 1970 on the wall clock. */
interface PlannedCycle {
  readonly record: DayRecord;
  readonly onset: number | null;
  readonly wake: number | null;
  readonly start: number;
  readonly end: number | null;
  readonly sleepMinutes: number | undefined;
  readonly hasNewSensors: boolean;
}

function planCycles(records: readonly DayRecord[], options: WhoopExportOptions): readonly PlannedCycle[] {
  const { olderStrap = false, openNewest = false, repeatedNightOn } = options;
  const planned = records.map((record, index) => {
    const night = nightOf(record, index, options);
    const midnight = toDayNumber(record.date) * 86_400;
    return {
      record,
      onset: night?.onset ?? null,
      wake: night?.wake ?? null,
      start: night?.onset ?? midnight,
      sleepMinutes: record.values.sleepMinutes,
      hasNewSensors: !olderStrap || index >= records.length / 2,
    };
  });
  const closed = planned.map((cycle, index) => {
    const next = planned[index + 1];
    return { ...cycle, end: next?.start ?? (openNewest ? null : cycle.start + 86_400) };
  });
  return closed.flatMap((cycle) => {
    if (cycle.record.date !== repeatedNightOn || cycle.wake === null) return [cycle];
    const again = { onset: cycle.wake + 3600, wake: cycle.wake + 3 * 3600, sleepMinutes: 100 };
    return [cycle, { ...cycle, ...again, start: again.onset }];
  });
}

function nightOf(
  { date, values }: DayRecord,
  index: number,
  { unwornEvery = Infinity }: WhoopExportOptions,
): { onset: number; wake: number } | null {
  const { bedtimeHour, wakeHour, sleepMinutes } = values;
  if (bedtimeHour === undefined || wakeHour === undefined || sleepMinutes === undefined) return null;
  if ((index + 1) % unwornEvery === 0) return null;
  const midnight = toDayNumber(date) * 86_400;
  return {
    onset: midnight + Math.round(bedtimeHour * 3600),
    wake: midnight + Math.round(wakeHour * 3600),
  };
}

function writeTime(seconds: number | null): string {
  return seconds === null ? '' : new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function write(value: number | undefined, digits = 1): string {
  return value === undefined ? '' : String(Number(value.toFixed(digits)));
}

/** Summer and winter have their own offsets; one of them is how UTC is written. */
function cycleCells({ start, end, record }: PlannedCycle): Cells {
  const month = Number(record.date.slice(5, 7));
  const offset = month > 3 && month < 11 ? 'UTC-04:00' : month === 12 ? 'UTCZ' : 'UTC-05:00';
  return [writeTime(start), writeTime(end), offset];
}

function sleepCells({ record, onset, wake, sleepMinutes }: PlannedCycle): Cells {
  if (onset === null) return Array.from({ length: 14 }, () => '');
  const { values } = record;
  const inBed = (values.sleepMinutes ?? 0) + (values.sleepAwakeMinutes ?? 0);
  return [
    writeTime(onset),
    writeTime(wake),
    '86',
    write(values.respiratoryRateBrpm),
    write(sleepMinutes, 0),
    write(inBed, 0),
    write(values.sleepLightMinutes, 0),
    write(values.sleepDeepMinutes, 0),
    write(values.sleepRemMinutes, 0),
    write(values.sleepAwakeMinutes, 0),
    '480',
    '35',
    write(values.sleepEfficiency === undefined ? undefined : 100 * values.sleepEfficiency, 0),
    '71',
  ];
}

function writeCycle(cycle: PlannedCycle): readonly Cells[] {
  const { record, onset, end, hasNewSensors } = cycle;
  const { values } = record;
  const slept = onset !== null;
  const { skinTemperatureDeviationC: deviation } = values;
  const skin = deviation === undefined ? undefined : 33.5 + deviation;
  return [
    [
      ...cycleCells(cycle),
      slept ? write(values.recoveryScore ?? 60, 0) : '',
      slept ? write(values.restingHeartRateBpm) : '',
      slept ? write(values.hrvRmssdMs) : '',
      slept && hasNewSensors ? write(skin, 2) : '',
      slept && hasNewSensors ? write(values.spo2Percent, 2) : '',
      end === null ? '' : slept ? write(values.trainingLoad) : '0',
      end === null ? '' : slept ? write(values.totalEnergyKcal, 0) : '1600',
      '171',
      '68',
      ...sleepCells(cycle),
    ],
  ];
}

function writeSleeps(cycle: PlannedCycle, { napsOn = [] }: WhoopExportOptions): readonly Cells[] {
  const rows: Cells[] = [];
  const { record, wake } = cycle;
  if (wake !== null && napsOn.includes(record.date)) {
    const nap = { ...cycle, onset: wake + 6 * 3600, wake: wake + 7 * 3600 };
    const cells = sleepCells(nap);
    rows.push([
      ...cycleCells(cycle),
      ...cells.slice(0, 4),
      '40',
      '60',
      '40',
      '0',
      '0',
      '20',
      ...cells.slice(10),
      'true',
    ]);
  }
  if (wake !== null) rows.push([...cycleCells(cycle), ...sleepCells(cycle), 'false']);
  return rows;
}

const ACTIVITIES = [
  ['Running', 'cardioMinutes'],
  ['Weightlifting', 'strengthMinutes'],
  ['Yoga', 'flexibilityMinutes'],
] as const;

/** In every workout a fifth of the time is spent in each zone. */
function writeWorkouts(cycle: PlannedCycle, { distances = false }: WhoopExportOptions): readonly Cells[] {
  const noon = toDayNumber(cycle.record.date) * 86_400 + 12 * 3600;
  return ACTIVITIES.flatMap(([activity, field], index) => {
    const minutes = cycle.record.values[field] ?? 0;
    if (minutes === 0) return [];
    const start = noon + index * 2 * 3600;
    const cells = [writeTime(start), writeTime(start + minutes * 60), write(minutes, 0), activity];
    const zones = ['9.5', '412', '171', '132', '20', '20', '20', '20', '20', 'false'];
    return [[...cycleCells(cycle), ...cells, ...zones, ...(distances ? ['', '', ''] : [])]];
  });
}

/** Questions end in blanks; the others must be passed over. */
function writeJournal(cycle: PlannedCycle): readonly Cells[] {
  const { alcoholDrinks, caffeineMg, ill } = cycle.record.values;
  if (cycle.onset === null) return [];
  const asked: readonly (readonly [string, number | undefined])[] = [
    ['Have any alcoholic drinks?', alcoholDrinks],
    ['Have any caffeine? ', caffeineMg],
    ['Have any caffeine within 3 hours of bed? ', 1],
    ['Feeling sick or ill?', ill],
    ['Read (non-screened device) while in bed?', 1],
  ];
  return asked.flatMap(([question, value]) =>
    value === undefined
      ? []
      : [[...cycleCells(cycle), question, value > 0 ? 'true' : 'false', 'a note, of mine']],
  );
}

const WRITERS: Readonly<
  Record<TableKind, (cycle: PlannedCycle, options: WhoopExportOptions) => readonly Cells[]>
> = { cycles: writeCycle, sleeps: writeSleeps, workouts: writeWorkouts, journal: writeJournal };

function writeHeader(kind: TableKind, { language = 'en', distances = false }: WhoopExportOptions): Cells {
  const names = TABLES[kind].map(([, english, spanish]) => [english, spanish] as const);
  const all = kind === 'workouts' && distances ? [...names, ...DISTANCES] : names;
  return all.map(([english, spanish], index) =>
    language === 'en' ? english : language === 'es' ? spanish : `Spalte ${String(index + 1)}`,
  );
}

function writeCsv(rows: readonly Cells[], resaved: boolean): string {
  const separator = resaved ? ';' : ',';
  const quote = (cell: string): string =>
    cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = rows.map((cells) =>
    cells.map((cell) => quote(resaved ? resaveCell(cell) : cell)).join(separator),
  );
  return resaved ? `\ufeff${lines.join('\r\n')}\r\n` : `${lines.join('\n')}\n`;
}

function resaveCell(cell: string): string {
  const [, year, month, day, clock] = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}):\d{2}$/.exec(cell) ?? [];
  if (year !== undefined) return `${day ?? ''}/${month ?? ''}/${year} ${clock ?? ''}`;
  return /^\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell;
}
