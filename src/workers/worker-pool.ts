import type { EngineName } from '#core/training-job.ts';

/** Places for work of which each piece starts a worker of its own and ends it, so that its memory is given back. */
export interface WorkerPool {
  /** Begins `work` once a place is free, first come first served; gives back what it gives, or throws what it throws. */
  readonly run: <Output>(work: () => Promise<Output>) => Promise<Output>;
}

/** A pool of that many places, at least one. */
export function createPool(places: number): WorkerPool {
  let free = Math.max(1, places);
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    run: async (work) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((enter) => waiting.push(enter));
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

/**
 * How many trainings run side by side: one per core (`navigator.hardwareConcurrency`), since each is one thread that
 * never waits. On the GPU one after the other: two would only take turns, and hold the memory of both.
 */
export function countPlaces(engine: EngineName, cores: number): number {
  return engine === 'webgl' ? 1 : Math.max(1, Math.floor(cores));
}
