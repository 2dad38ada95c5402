import { afterEach, describe, expect, it, vi } from 'vitest';
import { deleteProfile, listProfiles } from '#storage/profiles.ts';
import { addToMyData, discardImport, readImportJob, startImport } from './import-job.ts';

const SETTING = { profiles: [], activeId: null };

function csvFile(name: string): File {
  return new File(['date,restingHeartRateBpm\n2026-01-01,52\n2026-01-02,53\n'], name, {
    type: 'text/csv',
  });
}

async function preview(name: string): Promise<void> {
  await startImport({ files: [csvFile(name)], handles: [] }, 'UTC', SETTING);
  expect(readImportJob().status).toBe('done');
}

afterEach(async () => {
  vi.restoreAllMocks();
  discardImport();
  for (const { id } of await listProfiles()) await deleteProfile(id);
});

describe('import job', () => {
  it('reads no other file and discards nothing while the previewed one is being saved', async () => {
    await preview('first.csv');
    const added = addToMyData();
    await startImport({ files: [csvFile('second.csv')], handles: [] }, 'UTC', SETTING);
    discardImport();
    await added;
    expect(readImportJob()).toMatchObject({ status: 'idle', summary: { days: 2 } });
    expect(await listProfiles()).toHaveLength(1);
  });

  it('is done once the days are saved, even where the browser does not answer whether it keeps them', async () => {
    vi.spyOn(navigator.storage, 'persisted').mockRejectedValue(new TypeError('not in this context'));
    await preview('first.csv');
    await addToMyData();
    expect(readImportJob()).toMatchObject({ status: 'idle', summary: { days: 2, keptByBrowser: false } });
  });
});
