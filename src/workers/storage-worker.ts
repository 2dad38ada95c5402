import { putCheckpoint } from '#storage/checkpoints.ts';
import { toStorageFault } from '#storage/faults.ts';
import { saveModelVersion } from '#storage/model-versions.ts';
import { openProfile } from '#storage/profile-database.ts';
import { err, ok } from '#core/result.ts';
import { serveCalls, type Port } from './channel.ts';
import { holdLifeLock } from './life-lock.ts';
import type { StorageCalls } from './protocol.ts';

/*
 * A checkpoint or a version of the Standard network is some megabytes. Packing, checking and handing them to the
 * database takes the page's thread long enough to be felt, and the worker that trains never opens it: hence this one.
 */

/** The versions that are being saved, by job. */
const saving = new Map<string, AbortController>();

holdLifeLock(self.name, self as Port);

serveCalls<StorageCalls>(
  self as Port,
  {
    putCheckpoint: async ({ profileId, jobId, checkpoint }) => {
      await putCheckpoint(openProfile(profileId), jobId, checkpoint);
      return ok(null);
    },
    saveVersion: async ({ profileId, model, job, now }) => {
      const cancel = new AbortController();
      saving.set(job.id, cancel);
      try {
        const context = { profileId, now, job, signal: cancel.signal };
        return ok(await saveModelVersion(openProfile(profileId), model, context));
      } catch (error) {
        return err(cancel.signal.aborted ? { kind: 'cancelled' } : toStorageFault(error));
      } finally {
        saving.delete(job.id);
      }
    },
    cancelSave: ({ jobId }) => {
      saving.get(jobId)?.abort();
      return Promise.resolve(ok(null));
    },
  },
  toStorageFault,
);
