import { describe, expect, it } from 'vitest';
import { ProfileDatabase } from '#storage/profile-database.ts';
import { describeBrokenVersions } from './broken-versions.ts';

describe('the check of the active versions', () => {
  it('says what went wrong where the storage does not answer', async () => {
    // Node has no IndexedDB, so nothing can be opened.
    const sentences = await describeBrokenVersions(new ProfileDatabase('broken-versions-test'));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain('Something went wrong');
  });
});
