import type { Port } from './channel.ts';
import type { FromWorker } from './protocol.ts';

/**
 * How the page learns that a worker is gone.
 *
 * A worker that closes itself, or that the browser ends, fires no event. But it gives back its Web Locks: so each
 * worker holds one of its own name as long as it lives, and the page asks for the same one and gets it only then.
 * Neither slow work nor a machine that sleeps can be mistaken for that. Where the browser has no Web Locks, the
 * silence of the worker has to tell (`silence-watch.ts`).
 */

/** In the worker: holds the lock of its own name from now on, and says so. */
export function holdLifeLock(name: string, page: Port): void {
  if (!('locks' in navigator)) return;
  void navigator.locks.request(name, () => {
    page.postMessage({ type: 'alive' } satisfies FromWorker, []);
    return new Promise<never>(() => undefined);
  });
}

/** In the page, once the worker holds the lock: resolves when it is gone, terminated by the page or not. */
export async function waitForDeath(name: string): Promise<void> {
  await navigator.locks.request(name, () => undefined);
}
