import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable } from '../day-table.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { addWorkout, findWorkoutField, isCorrection } from '../workout-kinds.ts';
import { splitOrigin, sourceOf } from './origin.ts';
import { NO_NUMBER } from './problems.ts';

export interface ExerciseRow extends PlacedRow {
  readonly name: string;
  readonly origin: string | null;
  readonly minutes: number;
}

/** Rows of `exercises.csv`. Its calories are negative and no day's sum, so only the minutes are taken. */
export function takeExercises(
  header: CsvHeader,
  rows: DatedRows<ExerciseRow>,
  { problems }: TableReading,
): TakeRow {
  const day = findColumn(header, 'day');
  const exercise = findColumn(header, 'exercise');
  const minutesColumn = findColumn(header, 'minutes');
  return (record) => {
    const { name, origin } = splitOrigin(cellAt(record, exercise));
    const cell = cellAt(record, minutesColumn);
    const minutes = isMissing(cell) ? 0 : parseNumber(cell, header.delimiter);
    if (Number.isNaN(minutes)) {
      problems.add('notANumber minutes', record.line, NO_NUMBER);
      return false;
    }
    return rows.add(cellAt(record, day), { line: record.line, name, origin, minutes });
  };
}

/** Energy that a tracker reports has no minutes, or is the whole day's: neither is a workout. */
export function putExercises(table: DayTable, rows: DatedRows<ExerciseRow>): void {
  for (const [date, exercises] of rows.byDate) {
    for (const { name, origin, minutes, line } of exercises) {
      if (minutes <= 0 || isCorrection(name)) continue;
      const source = sourceOf(origin);
      if (origin !== null) table.describe(source, { aggregated: true });
      addWorkout(table, { date, source, line }, { minutes, field: findWorkoutField(name) });
    }
  }
}
