import { vi } from 'vitest';

/** The workers that a test has started, while `Worker` is replaced by one that is counted. */
export interface CountedWorkers {
  /** Started and not terminated, whatever they do. */
  readonly alive: ReadonlySet<Worker>;
  /** Of `alive` those that train or forecast. */
  readonly training: ReadonlySet<Worker>;
  /** Most that trained at one time. */
  readonly most: () => number;
  /** All that have trained. */
  readonly started: () => number;
}

/** Undone by `vi.unstubAllGlobals`. */
export function countWorkers(): CountedWorkers {
  const alive = new Set<Worker>();
  const training = new Set<Worker>();
  let most = 0;
  let started = 0;
  class CountedWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      alive.add(this);
      if (options?.name?.startsWith('pulsecast-model') !== true) return;
      training.add(this);
      started += 1;
      most = Math.max(most, training.size);
    }

    override terminate(): void {
      super.terminate();
      alive.delete(this);
      training.delete(this);
    }
  }
  vi.stubGlobal('Worker', CountedWorker);
  return { alive, training, most: () => most, started: () => started };
}
