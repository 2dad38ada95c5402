import type { TrainingPhase } from '#core/training-job.ts';

/** A batch may well take three times as long as the slowest so far; who is to stop and says nothing for longer hangs. */
const TIMES_SLOWEST_STOPPING = 3;
/** A busy machine can hold any message up for this long. */
const SHORTEST_STOPPING_MS = 2000;
/** Nobody waits for the next batch as for a stop; but no batch takes ten times the slowest so far, warm-up included. */
const TIMES_SLOWEST = 10;
const SHORTEST_MS = 60_000;
/** Compiling and scoring send no messages and may take what they take, within reason. */
const LONGEST_MS = 10 * 60_000;

const TICK_MS = 250;
/** A tick that comes later than this waited for a machine that slept, or a page that was frozen: so much counts. */
const LONGEST_TICK_MS = 1000;

export interface SilenceWatch {
  /** The worker has said something. */
  readonly heard: (phase: TrainingPhase) => void;
  /** The worker was asked to stop: from now on it is given less time. */
  readonly expectStop: () => void;
  readonly close: () => void;
}

/**
 * Calls `onSilence`, once, where a training says nothing for far longer than its slowest batch took: ten times that
 * and at least a minute; three times and at least two seconds after it was asked to stop. Only time counts in which
 * the page was awake.
 */
export function watchSilence(onSilence: () => void): SilenceWatch {
  let phase: TrainingPhase = 'preparing';
  let stopping = false;
  let silentMs = 0;
  let tickedAt = performance.now();
  let heardAt = tickedAt;
  const slowest = { batchMs: 0, warmUpMs: 0 };

  const limit = (): number => {
    if (phase !== 'training') return LONGEST_MS;
    return stopping
      ? Math.max(SHORTEST_STOPPING_MS, TIMES_SLOWEST_STOPPING * slowest.batchMs)
      : Math.max(SHORTEST_MS, TIMES_SLOWEST * Math.max(slowest.batchMs, slowest.warmUpMs));
  };
  const timer = setInterval(() => {
    const now = performance.now();
    silentMs += Math.min(now - tickedAt, LONGEST_TICK_MS);
    tickedAt = now;
    if (silentMs < limit()) return;
    clearInterval(timer);
    onSilence();
  }, TICK_MS);

  return {
    heard: (next) => {
      const now = performance.now();
      // Ticks are too coarse for a fast batch, and the clock runs on while the machine sleeps.
      const ms = Math.min(now - heardAt, silentMs + TICK_MS);
      if (phase === 'warmingUp') slowest.warmUpMs = Math.max(slowest.warmUpMs, ms);
      if (phase === 'training' && next === 'training') slowest.batchMs = Math.max(slowest.batchMs, ms);
      phase = next;
      silentMs = 0;
      tickedAt = now;
      heardAt = now;
    },
    expectStop: () => {
      stopping = true;
      silentMs = 0;
    },
    close: () => {
      clearInterval(timer);
    },
  };
}
