import { vi } from 'vitest';

/** The workers that a test has started, while `Worker` is replaced by one that is counted. */
export interface CountedWorkers {
  /** Started and not terminated. */
  readonly alive: ReadonlySet<Worker>;
  /** Most of them at one time. */
  readonly most: () => number;
  readonly started: () => number;
}

/** Undone by `vi.unstubAllGlobals`. */
export function countWorkers(): CountedWorkers {
  const alive = new Set<Worker>();
  let most = 0;
  let started = 0;
  class CountedWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      alive.add(this);
      started += 1;
      most = Math.max(most, alive.size);
    }

    override terminate(): void {
      super.terminate();
      alive.delete(this);
    }
  }
  vi.stubGlobal('Worker', CountedWorker);
  return { alive, most: () => most, started: () => started };
}
