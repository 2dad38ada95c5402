import { JOB_FORMAT } from './job-shape.ts';
import { PREDICTION_FORMAT } from './prediction-shape.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { isSettingKey, settingFormat } from './settings.ts';
import { readRow, type RowFormat, type RowProblem } from './stored-rows.ts';
import { VERSION_FORMAT } from './version-shape.ts';

export interface UnreadableRow extends RowProblem {
  readonly store: 'modelVersions' | 'jobs' | 'predictions' | 'settings';
  readonly key: string;
}

/**
 * Every row that the lists leave out because it cannot be read, with the reason: what the app tells on start-up.
 * Nothing is changed.
 */
export async function findUnreadableRows(db: ProfileDatabase): Promise<readonly UnreadableRow[]> {
  return await db.transaction('r', [db.modelVersions, db.jobs, db.predictions, db.settings], async () => {
    const found: UnreadableRow[] = [];
    const check = (
      store: UnreadableRow['store'],
      key: string,
      format: RowFormat<unknown>,
      row: unknown,
    ): void => {
      const read = readRow(format, row);
      if (!read.ok) found.push({ store, key, ...read.error });
    };
    await db.modelVersions.each((row, { primaryKey }) => {
      check('modelVersions', primaryKey, VERSION_FORMAT, row);
    });
    await db.jobs.each((row, { primaryKey }) => {
      check('jobs', primaryKey, JOB_FORMAT, row);
    });
    await db.predictions.each((row, { primaryKey }) => {
      check('predictions', primaryKey, PREDICTION_FORMAT, row);
    });
    await db.settings.each((row, { primaryKey }) => {
      if (isSettingKey(primaryKey)) check('settings', primaryKey, settingFormat(primaryKey), row);
    });
    return found;
  });
}
