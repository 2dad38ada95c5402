import type { Behaviour } from './journal-questions.ts';
import type { ColumnName, TableKind } from './tables.ts';
import type { WrittenSpan, WrittenTime } from './written-times.ts';

/** One row of a table. */
export interface WhoopRow {
  readonly line: number;
  readonly cycleStart: WrittenTime | null;
  /** Null in the newest row: its cycle was not over when the export was made. */
  readonly cycleEnd: WrittenTime | null;
  /** Begin and end of the sleep or of the workout; of a journal row, and of a cycle without sleep, none. */
  readonly span: WrittenSpan | null;
  /** Numbers by column; an empty cell is an absent key. */
  readonly values: { readonly [Name in ColumnName]?: number };
}

export interface SleepRow extends WhoopRow {
  readonly isNap: boolean;
}

export interface WorkoutRow extends WhoopRow {
  readonly activity: string;
}

export interface JournalRow extends WhoopRow {
  readonly behaviour: Behaviour;
  readonly answer: boolean;
}

/** What the files of one export hold, before dates are settled. */
export interface WhoopRows {
  readonly cycles: WhoopRow[];
  readonly sleeps: SleepRow[];
  readonly workouts: WorkoutRow[];
  /** Only rows about behaviours that are kept. */
  readonly journal: JournalRow[];
  readonly kinds: Set<TableKind>;
}

export function createRows(): WhoopRows {
  return { cycles: [], sleeps: [], workouts: [], journal: [], kinds: new Set() };
}

/** Begins and ends of everything, which tell the order of day and month. */
export function spansOf({ cycles, sleeps, workouts, journal }: WhoopRows): readonly WrittenSpan[] {
  return [...cycles, ...sleeps, ...workouts, ...journal].flatMap(({ cycleStart, cycleEnd, span }) => [
    ...(cycleStart !== null && cycleEnd !== null ? [[cycleStart, cycleEnd] as const] : []),
    ...(span === null ? [] : [span]),
  ]);
}
