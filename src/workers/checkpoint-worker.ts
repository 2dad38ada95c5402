import { putCheckpoint } from '#storage/checkpoints.ts';
import { toStorageFault } from '#storage/faults.ts';
import { openProfile } from '#storage/profile-database.ts';
import { ok } from '#core/result.ts';
import { serveCalls, type Port } from './channel.ts';
import { holdLifeLock } from './life-lock.ts';
import type { CheckpointCalls } from './protocol.ts';

/*
 * A checkpoint of the Standard network is some ten megabytes. Handing them to the database takes the page's thread
 * long enough to be felt, and the worker that trains never opens it: hence this one.
 */

holdLifeLock(self.name, self as Port);

serveCalls<CheckpointCalls>(
  self as Port,
  {
    put: async ({ profileId, jobId, checkpoint }) => {
      await putCheckpoint(openProfile(profileId), jobId, checkpoint);
      return ok(null);
    },
  },
  toStorageFault,
);
