import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discard, openFresh } from './fresh-profile.fixture.ts';
import { recallImportFiles, rememberImportFiles } from './import-files.ts';
import { ProfileDatabase } from './profile-database.ts';

let db: ProfileDatabase;
beforeEach(() => {
  db = openFresh();
});
afterEach(async () => {
  await discard(db);
});

/** A real file with a real handle, in the page's own file system. */
async function makeFile(name: string, content: string): Promise<FileSystemFileHandle> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(content);
  await stream.close();
  return handle;
}

describe('the files of the last import', () => {
  it('are remembered over a restart and read as they are by then', async () => {
    await rememberImportFiles(db, [await makeFile('days.csv', 'old')]);
    db.close();
    db = new ProfileDatabase(db.name);
    await makeFile('days.csv', 'newer');
    const [handle] = await recallImportFiles(db);
    expect(await (await handle?.getFile())?.text()).toBe('newer');
  });

  it('give way to those of a later import, not to an import without any', async () => {
    await rememberImportFiles(db, [await makeFile('a.csv', 'a')]);
    await rememberImportFiles(db, [await makeFile('b.csv', 'b'), await makeFile('c.csv', 'c')]);
    await rememberImportFiles(db, []);
    expect((await recallImportFiles(db)).map(({ name }) => name)).toEqual(['b.csv', 'c.csv']);
  });

  it('are none where nothing was remembered, or something else', async () => {
    expect(await recallImportFiles(db)).toEqual([]);
    await db.importFiles.put({ id: 'last', handles: ['days.csv'] as never, schema: 1 });
    expect(await recallImportFiles(db)).toEqual([]);
  });
});
