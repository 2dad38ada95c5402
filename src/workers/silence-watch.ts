import type { TrainingPhase } from '#core/training-job.ts';

/** A batch may well take three times as long as the slowest so far; a worker that says nothing for longer hangs. */
const TIMES_SLOWEST = 3;
/** A busy machine can hold any message up for this long. */
const SHORTEST_MS = 2000;

export interface SilenceWatch {
  /** The worker has said something. */
  readonly heard: (phase: TrainingPhase) => void;
  /** The worker was asked to stop: from now on silence counts. */
  readonly expectStop: () => void;
  readonly close: () => void;
}

/**
 * Calls `onSilence` where a worker that was asked to stop says nothing for three times its longest silence so far, at
 * least two seconds. Only while it trains: compiling and scoring may take what they take.
 */
export function watchSilence(onSilence: () => void): SilenceWatch {
  let longestMs = 0;
  let last: { readonly at: number; readonly phase: TrainingPhase } | null = null;
  let stopping = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const restart = (): void => {
    clearTimeout(timer);
    if (!stopping || last?.phase !== 'training') return;
    timer = setTimeout(onSilence, Math.max(SHORTEST_MS, TIMES_SLOWEST * longestMs));
  };
  return {
    heard: (phase) => {
      const at = performance.now();
      if (last?.phase === 'training' && phase === 'training') longestMs = Math.max(longestMs, at - last.at);
      last = { at, phase };
      restart();
    },
    expectStop: () => {
      stopping = true;
      restart();
    },
    close: () => {
      clearTimeout(timer);
      stopping = false;
    },
  };
}
