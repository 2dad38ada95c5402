import type { Problem } from '#core/import-types.ts';
import { readCsvTable, type CsvHeader, type TableReading, type TableTaker } from '../csv-table.ts';
import { createDatedRows, takeDated, type DatedRows } from '../dated-rows.ts';
import { createDayTable } from '../day-table.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { FoodField } from '../food-days.ts';
import type { ImportContext, Importer, ImporterResult } from '../importer.ts';
import { createProblemLog } from '../problem-log.ts';
import { readEach } from '../read-each.ts';
import { findUnfinished } from '../unfinished-days.ts';
import { describeNoUsableDays } from '../no-usable-days.ts';
import { putBiometrics, takeBiometrics, type BiometricRow } from './biometrics.ts';
import { putExercises, takeExercises, type ExerciseRow } from './exercises.ts';
import { FILE_NAMES, findFileKind, type FileKind } from './file-kind.ts';
import { putBareDiary, putDiary, takeFood, type FoodRow, type FoodTable } from './food.ts';
import { SOURCE } from './origin.ts';
import { NO_NUTRIENTS, WATER_IN_FOOD } from './problems.ts';

/** Cronometer's four tables, in any selection, loose or zipped; several exports of one person are one. */
export const cronometerImporter: Importer = {
  id: 'cronometer',
  label: 'Cronometer',
  grouping: 'drop',
  claims: ({ headerCells }) => findFileKind(headerCells) !== null,
  parse: parseCronometer,
};

/** What the files of an export add up to while they are read. */
interface Diary extends TableReading {
  readonly kinds: Set<FileKind>;
  readonly daily: FoodTable;
  readonly servings: FoodTable;
  readonly biometrics: DatedRows<BiometricRow>;
  readonly exercises: DatedRows<ExerciseRow>;
}

function createDiary({ signal, today }: ImportContext): Diary {
  const reading: TableReading = { problems: createProblemLog(), signal, rowsRead: 0, rowsRejected: 0 };
  const foodTable = (kind: FileKind): FoodTable => ({
    rows: createDatedRows<FoodRow>(FILE_NAMES[kind], reading, today),
    fields: new Set<FoodField>(),
  });
  return Object.assign(reading, {
    kinds: new Set<FileKind>(),
    daily: foodTable('dailySummary'),
    servings: foodTable('servings'),
    biometrics: createDatedRows<BiometricRow>(FILE_NAMES.biometrics, reading, today),
    exercises: createDatedRows<ExerciseRow>(FILE_NAMES.exercises, reading, today),
  });
}

async function parseCronometer(
  entries: readonly ExportEntry[],
  context: ImportContext,
): Promise<ImporterResult> {
  const diary = createDiary(context);
  // The newest last: of a date in two exports it is the newer one that stands.
  const byAge = entries.toSorted((a, b) => a.lastModified - b.lastModified);
  await readEach(byAge, diary.problems, async (entry) => {
    await readCsvTable(entry, diary, (header) => openTable(header, diary));
  });
  const table = createDayTable(context.today, diary.problems);
  putDiary(table, SOURCE, diary.daily, diary.servings);
  if (isBare(diary.servings)) putBareDiary(table, SOURCE, diary.servings);
  putBiometrics(table, diary.biometrics);
  putExercises(table, diary.exercises);
  const people = table.finish(findUnfinished(entries, table.newestDate(), context));
  noteFood(diary, people.length > 0);
  const { problems, rowsRead, rowsRejected } = diary;
  const fatal = people.length === 0 ? [describeNothing(diary)] : [];
  return { people, problems: [...fatal, ...problems.list()], rowsRead, rowsRejected };
}

function openTable(header: CsvHeader, diary: Diary): TableTaker | null {
  const { daily, servings, biometrics, exercises } = diary;
  const kind = findFileKind(header.cells);
  if (kind !== null) diary.kinds.add(kind);
  switch (kind) {
    case 'dailySummary':
      return takeDated(header, daily.rows, takeFood(header, daily, diary));
    case 'servings':
      return takeDated(header, servings.rows, takeFood(header, servings, diary));
    case 'biometrics':
      return takeDated(header, biometrics, takeBiometrics(header, biometrics, diary));
    case 'exercises':
      return takeDated(header, exercises, takeExercises(header, exercises, diary));
    case 'notes':
    case null:
      return null;
  }
}

/** Without a column for energy or for what energy is made of. */
function isBare({ fields }: FoodTable): boolean {
  return !(['energyIntakeKcal', 'proteinG', 'carbohydratesG', 'fatG'] as const).some((field) =>
    fields.has(field),
  );
}

function noteFood({ kinds, daily, servings, problems }: Diary, hasDays: boolean): void {
  if (!hasDays) return;
  if (kinds.has('servings') && isBare(servings)) problems.add('noNutrients', null, NO_NUTRIENTS);
  if (daily.fields.has('waterMl') || servings.fields.has('waterMl')) {
    problems.add('waterInFood', null, WATER_IN_FOOD);
  }
}

function describeNothing({ kinds, daily, rowsRead, rowsRejected }: Diary): Problem {
  const fatal = (code: string, message: string): Problem => ({ code, message, count: 1, severity: 'fatal' });
  if ([...kinds].every((kind) => kind === 'notes')) {
    return fatal(
      'notesOnly',
      'There are only notes here. Export the daily nutrition or the servings from Cronometer and import them.',
    );
  }
  if (kinds.has('dailySummary') && isBare(daily) && rowsRead > rowsRejected) {
    return fatal(
      'noNutrients',
      'There are days but no calories or nutrients, as free accounts export them. Import the servings as well, or export again where the nutrients are part of the export.',
    );
  }
  return describeNoUsableDays({ rowsRead, rowsRejected }, 'Cronometer');
}
