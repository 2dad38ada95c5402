import * as v from 'valibot';
import { ANNOTATION_KINDS, applyAnnotations, type Annotation } from '#core/annotations.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import { repeatOnLostConnection } from './connection.ts';
import { readDayRecords } from './day-records.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readRows, type RowFormat } from './stored-rows.ts';
import { date } from './value-shapes.ts';

/** The format of a row of the `annotations` store. */
export const ANNOTATION_FORMAT: RowFormat<Annotation> = {
  name: 'marked day',
  schema: 1,
  shape: v.object({ date, kind: v.picklist(ANNOTATION_KINDS), note: v.string() }),
};

/** Every marked day, ascending by date. */
export async function listAnnotations(db: ProfileDatabase): Promise<readonly Annotation[]> {
  return readRows(ANNOTATION_FORMAT, await db.annotations.orderBy('date').toArray());
}

/** Marks days, all or none; a mark replaces the one that its day had. */
export async function markDays(db: ProfileDatabase, annotations: readonly Annotation[]): Promise<void> {
  const rows = annotations.map((each) => ({ ...each, schema: ANNOTATION_FORMAT.schema }));
  await repeatOnLostConnection(db, () =>
    db.transaction('rw', db.annotations, async () => {
      await db.annotations.bulkPut(rows);
    }),
  );
}

/** Takes the marks of days away, where they have any: the days are what was imported again. */
export async function unmarkDays(db: ProfileDatabase, days: readonly LocalDate[]): Promise<void> {
  await repeatOnLostConnection(db, () => db.annotations.bulkDelete([...days]));
}

/** The days as training and every forecast are to see them: what was imported, with the marks applied; ascending. */
export async function readMarkedDays(db: ProfileDatabase): Promise<readonly DayRecord[]> {
  return await db.transaction('r', [db.dayRecords, db.annotations], async () =>
    applyAnnotations(await readDayRecords(db), await listAnnotations(db)),
  );
}
