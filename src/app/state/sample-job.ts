import { navigate } from 'wouter/use-hash-location';
import type { Fault } from '#core/training-job.ts';
import { removeOtherSamples } from './active-profile.ts';
import { systemTimeZone, todayIn } from './clock.ts';
import { createStore, useStore } from './external-store.ts';

/** Filling the sample profile; it takes a second or two. */
export type SampleJob =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'failed'; readonly fault: Fault };

const store = createStore<SampleJob>({ status: 'idle' });

export function useSampleJob(): SampleJob {
  return useStore(store);
}

/** Fills a new sample profile, makes it active, takes older ones down, and goes to Today. */
export async function startSample(): Promise<void> {
  if (store.read().status === 'running') return;
  store.write({ status: 'running' });
  try {
    // On demand: the persona and the shipped versions are no part of the first load.
    const { fillSampleProfile } = await import('#workers/sample-client.ts');
    const timeZone = systemTimeZone();
    const filled = await fillSampleProfile(todayIn(timeZone), timeZone);
    await removeOtherSamples(filled.id);
    store.write({ status: 'idle' });
    navigate('/today');
  } catch (error) {
    const { toStorageFault } = await import('#storage/faults.ts');
    store.write({ status: 'failed', fault: toStorageFault(error) });
  }
}
