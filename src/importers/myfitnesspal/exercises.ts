import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable, Place } from '../day-table.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { addWorkout, findWorkoutField, isCorrection } from '../workout-kinds.ts';
import { NO_NUMBER } from './problems.ts';
import { SOURCE, TRACKER_SOURCE } from './source.ts';

export interface ExerciseRow extends PlacedRow {
  readonly name: string;
  readonly strength: boolean;
  /** 0 where the file has none: strength training is logged in sets. */
  readonly minutes: number;
  readonly steps: number;
}

/** Rows of `Exercise-Summary`. Calories that people typed in are no day's sum and are not taken. */
export function takeExercises(
  header: CsvHeader,
  rows: DatedRows<ExerciseRow>,
  { problems }: TableReading,
): TakeRow {
  const date = findColumn(header, 'date');
  const exercise = findColumn(header, 'exercise');
  const type = findColumn(header, 'type');
  const minutesColumn = findColumn(header, 'exercise minutes');
  const stepsColumn = findColumn(header, 'steps');
  return (record) => {
    const numberAt = (index: number | null): number => {
      const cell = cellAt(record, index);
      return isMissing(cell) ? 0 : parseNumber(cell, header.delimiter);
    };
    const minutes = numberAt(minutesColumn);
    const steps = numberAt(stepsColumn);
    if (Number.isNaN(minutes + steps)) {
      problems.add('notANumber exercise', record.line, NO_NUMBER);
      return false;
    }
    const name = cellAt(record, exercise);
    const strength = /^strength/i.test(cellAt(record, type));
    return rows.add(cellAt(record, date), { line: record.line, name, strength, minutes, steps });
  };
}

export function putExercises(table: DayTable, rows: DatedRows<ExerciseRow>): void {
  for (const [date, exercises] of rows.byDate) {
    const steps = Math.max(...exercises.map((row) => row.steps));
    if (steps > 0) {
      table.describe(TRACKER_SOURCE, { aggregated: true });
      table.set({ date, source: TRACKER_SOURCE }, 'steps', steps);
    }
    putWorkouts(table, { date, source: SOURCE }, exercises);
  }
}

/** What a tracker corrects the day's calories by stands among the exercises, with a minute of its own: no workout. */
function putWorkouts(table: DayTable, place: Place, exercises: readonly ExerciseRow[]): void {
  const workouts = exercises.filter(({ name }) => !isCorrection(name));
  for (const { name, strength, minutes, line } of workouts) {
    if (minutes <= 0) continue;
    const field = strength ? 'strengthMinutes' : (findWorkoutField(name) ?? 'cardioMinutes');
    addWorkout(table, { ...place, line }, { minutes, field });
  }
  // One row per exercise and no minutes: together they are one training of unknown length.
  const lifted = workouts.filter(({ strength }) => strength);
  if (lifted.length > 0 && lifted.every(({ minutes }) => minutes <= 0)) table.add(place, 'workoutCount', 1);
}
