import { readCsvTable, type CsvHeader, type TableReading, type TableTaker } from '../csv-table.ts';
import { createDatedRows, takeDated, type DatedRows } from '../dated-rows.ts';
import { createDayTable } from '../day-table.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { ImportContext, Importer, ImporterResult } from '../importer.ts';
import { createProblemLog } from '../problem-log.ts';
import { readEach } from '../read-each.ts';
import { findUnfinished } from '../unfinished-days.ts';
import { describeNoUsableDays } from '../no-usable-days.ts';
import { putExercises, takeExercises, type ExerciseRow } from './exercises.ts';
import { FILE_NAMES, findFileKind, isMyFitnessPal } from './file-kind.ts';
import { putMealRows, takeMeals, type MealRow } from './meals.ts';
import {
  findExerciseUnit,
  putMeasurements,
  takeMeasurements,
  type MeasurementRow,
  type WeightUnit,
} from './measurements.ts';

/** MyFitnessPal's three summaries, in any selection, loose or zipped; several exports of one person are one. */
export const myFitnessPalImporter: Importer = {
  id: 'myfitnesspal',
  label: 'MyFitnessPal',
  grouping: 'drop',
  claims: isMyFitnessPal,
  parse: parseMyFitnessPal,
};

/** What the files of an export add up to while they are read. */
interface Diary extends TableReading {
  readonly meals: DatedRows<MealRow>;
  readonly exercises: DatedRows<ExerciseRow>;
  readonly measurements: DatedRows<MeasurementRow>;
  exerciseUnit: WeightUnit | null;
}

function createDiary({ signal, today }: ImportContext): Diary {
  const reading: TableReading = { problems: createProblemLog(), signal, rowsRead: 0, rowsRejected: 0 };
  return Object.assign(reading, {
    meals: createDatedRows<MealRow>(FILE_NAMES.nutrition, reading, today),
    exercises: createDatedRows<ExerciseRow>(FILE_NAMES.exercise, reading, today),
    measurements: createDatedRows<MeasurementRow>(FILE_NAMES.measurement, reading, today),
    exerciseUnit: null,
  });
}

async function parseMyFitnessPal(
  entries: readonly ExportEntry[],
  context: ImportContext,
): Promise<ImporterResult> {
  const diary = createDiary(context);
  const { meals, exercises, measurements, problems } = diary;
  // The newest last: of a date in two exports it is the newer one that stands.
  const byAge = entries.toSorted((a, b) => a.lastModified - b.lastModified);
  await readEach(byAge, problems, async (entry) => {
    await readCsvTable(entry, diary, (header) => openTable(header, diary));
  });
  const table = createDayTable(context.today, problems);
  putMealRows(table, meals, problems);
  putExercises(table, exercises);
  putMeasurements(table, measurements, diary);
  const people = table.finish(findUnfinished(entries, table.newestDate(), context));
  const { rowsRead, rowsRejected } = diary;
  const fatal = people.length === 0 ? [describeNoUsableDays(diary, 'MyFitnessPal')] : [];
  return { people, problems: [...fatal, ...problems.list()], rowsRead, rowsRejected };
}

function openTable(header: CsvHeader, diary: Diary): TableTaker | null {
  const { meals, exercises, measurements } = diary;
  switch (findFileKind(header.cells)) {
    case 'nutrition':
      return takeDated(header, meals, takeMeals(header, meals, diary));
    case 'exercise':
      diary.exerciseUnit = findExerciseUnit(header) ?? diary.exerciseUnit;
      return takeDated(header, exercises, takeExercises(header, exercises, diary));
    case 'measurement':
      return takeDated(header, measurements, takeMeasurements(header, measurements, diary));
    case null:
      return null;
  }
}
