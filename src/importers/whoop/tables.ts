/** What a file of the export holds. */
export type TableKind = 'cycles' | 'sleeps' | 'workouts' | 'journal';

/** Columns that are read, by what they mean. */
export type ColumnName =
  | 'cycleStart'
  | 'cycleEnd'
  | 'recoveryScore'
  | 'restingHeartRate'
  | 'hrv'
  | 'skinTemperature'
  | 'bloodOxygen'
  | 'strain'
  | 'energy'
  | 'sleepOnset'
  | 'wakeOnset'
  | 'respiratoryRate'
  | 'asleep'
  | 'light'
  | 'deep'
  | 'rem'
  | 'awake'
  | 'sleepEfficiency'
  | 'nap'
  | 'workoutStart'
  | 'workoutEnd'
  | 'duration'
  | 'activity'
  | 'zone1'
  | 'zone2'
  | 'zone3'
  | 'zone4'
  | 'zone5'
  | 'question'
  | 'answer';

export type Columns = { readonly [Name in ColumnName]?: number };

/** A column at its place in the file: its meaning, null where it is not read, and its names in English and Spanish. */
type Column = readonly [ColumnName | null, string, string];

const CYCLE: readonly Column[] = [
  ['cycleStart', 'Cycle start time', 'Hora de inicio del ciclo'],
  ['cycleEnd', 'Cycle end time', 'Hora de finalización del ciclo'],
  [null, 'Cycle timezone', 'Zona horaria del ciclo'],
];

const SLEEP: readonly Column[] = [
  ['sleepOnset', 'Sleep onset', 'Inicio del sueño'],
  ['wakeOnset', 'Wake onset', 'Inicio de la vigilia'],
  [null, 'Sleep performance %', 'Calificación del sueño (%)'],
  ['respiratoryRate', 'Respiratory rate (rpm)', 'Frecuencia respiratoria (rpm)'],
  ['asleep', 'Asleep duration (min)', 'Duración del sueño (min)'],
  [null, 'In bed duration (min)', 'Tiempo en la cama (min)'],
  ['light', 'Light sleep duration (min)', 'Duración de sueño ligero (min)'],
  ['deep', 'Deep (SWS) duration (min)', 'Duración de sueño profundo (SWS) (min)'],
  ['rem', 'REM duration (min)', 'Duración de sueño REM (min)'],
  // "Tempo" is how the export spells it.
  ['awake', 'Awake duration (min)', 'Tempo despierto/a (min)'],
  [null, 'Sleep need (min)', 'Sueño necesario (min)'],
  [null, 'Sleep debt (min)', 'Deuda de sueño (min)'],
  ['sleepEfficiency', 'Sleep efficiency %', 'Eficiencia del sueño %'],
  [null, 'Sleep consistency %', 'Regularidad del sueño %'],
];

/** The columns of every table in the order in which the export writes them. */
export const TABLES: Readonly<Record<TableKind, readonly Column[]>> = {
  cycles: [
    ...CYCLE,
    ['recoveryScore', 'Recovery score %', 'Puntuación de recuperación (%)'],
    ['restingHeartRate', 'Resting heart rate (bpm)', 'Frecuencia cardíaca en reposo (lpm)'],
    ['hrv', 'Heart rate variability (ms)', 'Variabilidad de la frecuencia cardíaca (ms)'],
    ['skinTemperature', 'Skin temp (celsius)', 'Temp. cutánea (grados centígrados)'],
    ['bloodOxygen', 'Blood oxygen %', 'Oxígeno en sangre %'],
    ['strain', 'Day Strain', 'Esfuerzo del día'],
    ['energy', 'Energy burned (cal)', 'Energía quemada (cal)'],
    [null, 'Max HR (bpm)', 'FC máx. (lpm)'],
    [null, 'Average HR (bpm)', 'FC promedio (lpm)'],
    ...SLEEP,
  ],
  sleeps: [...CYCLE, ...SLEEP, ['nap', 'Nap', 'Siesta']],
  workouts: [
    ...CYCLE,
    ['workoutStart', 'Workout start time', 'Hora de inicio del entrenamiento'],
    ['workoutEnd', 'Workout end time', 'Hora de finalización del entrenamiento'],
    ['duration', 'Duration (min)', 'Duración (min)'],
    ['activity', 'Activity name', 'Nombre de la actividad'],
    [null, 'Activity Strain', 'Esfuerzo de actividad'],
    [null, 'Energy burned (cal)', 'Energía quemada (cal)'],
    [null, 'Max HR (bpm)', 'FC máx. (lpm)'],
    [null, 'Average HR (bpm)', 'FC promedio (lpm)'],
    ['zone1', 'HR Zone 1 %', 'Zona FC 1%'],
    ['zone2', 'HR Zone 2 %', 'Zona FC 2%'],
    ['zone3', 'HR Zone 3 %', 'Zona FC 3%'],
    ['zone4', 'HR Zone 4 %', 'Zona FC 4%'],
    ['zone5', 'HR Zone 5 %', 'Zona FC 5%'],
    [null, 'GPS enabled', 'GPS habilitado'],
  ],
  journal: [
    ...CYCLE,
    ['question', 'Question text', 'Texto de la pregunta'],
    ['answer', 'Answered yes', 'Respondió "Sí"'],
    [null, 'Notes', 'Notas'],
  ],
};

/** Without these a file is not that table, or of no use. */
const NEEDED: Readonly<Record<TableKind, readonly ColumnName[]>> = {
  cycles: ['cycleStart', 'wakeOnset', 'restingHeartRate'],
  sleeps: ['cycleStart', 'sleepOnset', 'wakeOnset', 'nap'],
  workouts: ['workoutStart', 'duration', 'activity'],
  journal: ['cycleStart', 'question', 'answer'],
};

/** Letters and digits only: accents, capitals and brackets differ between versions of the export. */
function normalise(header: string): string {
  return header
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();
}

const KINDS = Object.keys(TABLES) as readonly TableKind[];

const NAMED: ReadonlyMap<TableKind, ReadonlyMap<string, ColumnName>> = new Map(
  KINDS.map((kind) => [kind, nameColumns(TABLES[kind])]),
);

function nameColumns(columns: readonly Column[]): ReadonlyMap<string, ColumnName> {
  return new Map(
    columns.flatMap(([name, ...headers]) =>
      name === null ? [] : headers.map((header): [string, ColumnName] => [normalise(header), name]),
    ),
  );
}

export interface FoundTable {
  readonly kind: TableKind;
  readonly columns: Columns;
}

/**
 * Which table a file holds and where its columns are: by their English or Spanish names; in another language by their
 * places, where the number of columns and the first row are those of the export. Null where it is none.
 * @param firstRow null where there is none
 */
export function findTable(
  headerCells: readonly string[],
  firstRow: readonly string[] | null,
): FoundTable | null {
  for (const kind of KINDS) {
    const columns = findByName(headerCells, kind);
    if (NEEDED[kind].every((name) => columns[name] !== undefined)) return { kind, columns };
  }
  const kind = firstRow === null ? null : guessKind(headerCells.length, firstRow);
  return kind === null ? null : { kind, columns: findByPlace(kind) };
}

function findByName(headerCells: readonly string[], kind: TableKind): Columns {
  const columns: { [Name in ColumnName]?: number } = {};
  for (const [index, cell] of headerCells.entries()) {
    const name = NAMED.get(kind)?.get(normalise(cell));
    if (name !== undefined) columns[name] ??= index;
  }
  return columns;
}

function findByPlace(kind: TableKind): Columns {
  const columns: { [Name in ColumnName]?: number } = {};
  for (const [index, [name]] of TABLES[kind].entries()) if (name !== null) columns[name] = index;
  return columns;
}

const TIME = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4} \d{1,2}:\d{2}/;
const OFFSET = /^(UTC|GMT)(Z|[+-]\d{1,2}(:?\d{2})?)?$|^[+-]\d{2}:?\d{2}$/i;
const NUMBER = /^\d*([.,]\d+)?$/;

/** The offset from UTC in the third column tells these tables from all others. */
function guessKind(width: number, row: readonly string[]): TableKind | null {
  const cell = (index: number): string => (row[index] ?? '').trim();
  if (!TIME.test(cell(0)) || !OFFSET.test(cell(2))) return null;
  if (width === TABLES.cycles.length && TIME.test(cell(13))) return 'cycles';
  if (width === TABLES.journal.length) return 'journal';
  const timed = TIME.test(cell(3)) && TIME.test(cell(4)) && NUMBER.test(cell(5));
  if (!timed) return null;
  if (width === TABLES.sleeps.length && NUMBER.test(cell(6))) return 'sleeps';
  // Newer exports add distance and altitude at the end.
  const isWorkout = width >= TABLES.workouts.length && width <= TABLES.workouts.length + 3;
  return isWorkout && !NUMBER.test(cell(6)) ? 'workouts' : null;
}
