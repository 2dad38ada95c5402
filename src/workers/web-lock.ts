import type { Fault } from '#core/training-job.ts';

/** The jobs that only one tab at a time may run: two would write over each other's versions and imports. */
export type ExclusiveJob = 'training' | 'import';

/** Workers hold locks too, of names of their own. */
export function lockName(job: ExclusiveJob): string {
  return `pulsecast-${job}`;
}

export interface HeldLock {
  release(): void;
}

/** The lock, or null where another tab holds it. Where the browser has no Web Locks, there is nothing to hold. */
export async function acquireLock(job: ExclusiveJob): Promise<HeldLock | null> {
  if (!('locks' in navigator)) return { release: () => undefined };
  return await new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName(job), { ifAvailable: true }, async (lock) => {
        if (lock === null) {
          resolve(null);
          return;
        }
        await new Promise<void>((release) => {
          resolve({
            release: () => {
              release();
            },
          });
        });
      })
      .catch(reject);
  });
}

export function busyElsewhere(what: ExclusiveJob): Fault {
  return { kind: 'busyElsewhere', what };
}
