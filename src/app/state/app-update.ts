import { isJobRunning } from '#workers/running-job-client.ts';
import { createStore, useStore } from './external-store.ts';

/**
 * `none`: this is the newest build as far as known. `waiting`: a newer one is downloaded and waits to be switched to.
 * `replaced`: another tab switched; this tab runs the older code until it is loaded again.
 */
export type AppUpdate = 'none' | 'waiting' | 'replaced';

const SERVICE_WORKER = './sw.js';

/** A page that stays open for days asks for a newer build this often. */
const ASK_EVERY_MS = 60 * 60 * 1000;

const store = createStore<AppUpdate>('none');
let registration: ServiceWorkerRegistration | null = null;
let switching = false;

export function useAppUpdate(): AppUpdate {
  return useStore(store);
}

/**
 * Installs the service worker that keeps the app for use without a network, and watches for newer builds. Nothing is
 * ever loaded anew on its own: a running training or import would be lost. Where the browser has no service workers,
 * or refuses them in private windows, the app works as before, with a network.
 */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  // The very first service worker takes the page as well, and replaces nothing.
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (switching) location.reload();
    else if (controlled) store.write('replaced');
    controlled = true;
  });
  try {
    registration = await serviceWorker.register(SERVICE_WORKER, { scope: './' });
  } catch {
    return;
  }
  const known = registration;
  if (known.waiting !== null && serviceWorker.controller !== null) store.write('waiting');
  known.addEventListener('updatefound', () => {
    const { installing } = known;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && serviceWorker.controller !== null) store.write('waiting');
    });
  });
  setInterval(() => {
    void known.update().catch(() => undefined);
  }, ASK_EVERY_MS);
}

/**
 * Switches to the build that waits and loads the page anew. Answers false, and does nothing, while a job runs: that
 * would pull the code from under it.
 */
export async function switchToUpdate(): Promise<boolean> {
  if (await isJobRunning()) return false;
  const waiting = registration?.waiting ?? null;
  if (waiting === null) {
    location.reload();
    return true;
  }
  switching = true;
  waiting.postMessage({ type: 'SKIP_WAITING' });
  return true;
}

/** Removes the service worker and its copy of the app; part of deleting everything. */
export async function forgetOfflineCopy(): Promise<void> {
  // Both are absent outside secure contexts, whatever the types say.
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}
