import type { ProfileDatabase } from '#storage/profile-database.ts';
import { recallImportFiles } from '#storage/import-files.ts';
import type { ImportSetting } from './import-choices.ts';
import { startImport, type ImportSource } from './import-job.ts';

/*
 * Importing the same files again without looking for them. Browsers with the File System Access API let a page keep a
 * handle to a chosen file and read what the file holds by now, once the person agrees; the others open their chooser.
 */

/** What of that API is used and TypeScript does not know. */
interface AskableHandle extends FileSystemFileHandle {
  requestPermission?: (wanted: { readonly mode: 'read' }) => Promise<PermissionState>;
}

interface PickingWindow {
  showOpenFilePicker?: (options: { readonly multiple: true }) => Promise<FileSystemFileHandle[]>;
}

/** `choose`: the browser cannot do it by itself, so that the person has to be asked by a file input. */
export type ImportAgainOutcome = 'started' | 'cancelled' | 'choose';

/** In a handler of a click only: the browser asks for permission on nothing less. */
export async function importAgain(
  db: ProfileDatabase,
  timeZone: string,
  setting: ImportSetting,
): Promise<ImportAgainOutcome> {
  const source = (await reopenFiles(db)) ?? (await pickFiles());
  if (typeof source === 'string') return source;
  void startImport(source, timeZone, setting);
  return 'started';
}

/** Null where nothing is remembered, the person declines, or a file is no longer where it was. */
async function reopenFiles(db: ProfileDatabase): Promise<ImportSource | null> {
  const handles: readonly AskableHandle[] = await recallImportFiles(db);
  if (handles.length === 0) return null;
  try {
    for (const handle of handles) {
      if ((await handle.requestPermission?.({ mode: 'read' })) !== 'granted') return null;
    }
    return await readHandles(handles);
  } catch {
    return null;
  }
}

async function pickFiles(): Promise<ImportSource | Exclude<ImportAgainOutcome, 'started'>> {
  const picker = (window as PickingWindow).showOpenFilePicker;
  if (picker === undefined) return 'choose';
  try {
    return await readHandles(await picker({ multiple: true }));
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'choose';
  }
}

async function readHandles(handles: readonly FileSystemFileHandle[]): Promise<ImportSource> {
  return { files: await Promise.all(handles.map((handle) => handle.getFile())), handles };
}
