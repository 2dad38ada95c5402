import * as v from 'valibot';
import { repeatOnLostConnection } from './connection.ts';
import type { ImportFiles, ProfileDatabase } from './profile-database.ts';
import { readRow, type RowFormat } from './stored-rows.ts';

const FORMAT: RowFormat<ImportFiles> = {
  name: 'remembered import',
  schema: 1,
  shape: v.object({
    id: v.literal('last'),
    handles: v.array(
      v.custom<FileSystemFileHandle>(
        (value) => typeof value === 'object' && value !== null && 'getFile' in value,
        'Expected a file',
      ),
    ),
  }),
};

/** Remembers the files in place of those before; leaves them as they are where there is none. */
export async function rememberImportFiles(
  db: ProfileDatabase,
  handles: readonly FileSystemFileHandle[],
): Promise<void> {
  if (handles.length === 0) return;
  await repeatOnLostConnection(db, () =>
    db.importFiles.put({ id: 'last', handles: [...handles], schema: FORMAT.schema }),
  );
}

/** The files remembered; empty where there are none or they cannot be read back. */
export async function recallImportFiles(db: ProfileDatabase): Promise<readonly FileSystemFileHandle[]> {
  const read = readRow(FORMAT, await db.importFiles.get('last'));
  return read.ok ? read.value.handles : [];
}
