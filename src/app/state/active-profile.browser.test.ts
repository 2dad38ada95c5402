import { afterEach, describe, expect, it } from 'vitest';
import { PRESETS } from '#core/training-config.ts';
import { openProfile } from '#storage/profile-database.ts';
import { createProfile, deleteProfile, listProfiles } from '#storage/profiles.ts';
import { removeOtherSamples } from './active-profile.ts';
import { trainingJob } from './training-job.ts';

afterEach(async () => {
  trainingJob.cancel();
  for (const { id } of await listProfiles()) await deleteProfile(id);
});

describe('older samples', () => {
  it('go with the training on them; the newest and every person stay', async () => {
    const person = await createProfile('Me', 'personal', 1);
    const old = await createProfile('Sample person', 'sample', 2);
    const kept = await createProfile('Sample person', 'sample', 3);
    void trainingJob.start({
      db: openProfile(old.id),
      profileId: old.id,
      records: [],
      engine: 'cpu',
      plans: [{ metric: 'restingHeartRate', config: PRESETS.compact }],
    });
    expect(trainingJob.getSnapshot().status).toBe('running');
    await removeOtherSamples(kept.id);
    expect(trainingJob.getSnapshot().status).toBe('idle');
    expect((await listProfiles()).map(({ id }) => id).toSorted()).toEqual([person.id, kept.id].toSorted());
  });
});
