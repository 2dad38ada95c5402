import * as v from 'valibot';
import type { EngineRace } from '#core/engine-race.ts';
import { err, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';
import { startModelWorker } from './worker-client.ts';

/** A setting of the device, not of a person: it outlives profiles. */
const KEY = 'pulsecast.engineRace';

/** A browser that never comes back from the GPU must not hold up a training for ever. */
const TIMEOUT_MS = 90_000;

const RACE_SHAPE = v.object({
  key: v.string(),
  lanes: v.array(
    v.object({
      engine: v.picklist(['webgl', 'wasm']),
      device: v.string(),
      software: v.boolean(),
      msPerBatch: v.nullable(v.pipe(v.number(), v.finite())),
      problem: v.nullable(v.string()),
    }),
  ),
});

/** The last race on this device; null where there was none or it cannot be read. */
export function readRace(): EngineRace | null {
  try {
    const parsed = v.safeParse(RACE_SHAPE, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Whatever it was run for holds no longer; the next training races anew. */
export function forgetRace(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be stored, nothing was.
  }
}

function rememberRace(race: EngineRace): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(race));
  } catch {
    // Where nothing can be stored, the next training races again.
  }
}

/**
 * The race that `auto` goes by, run now where there is none for this device and build. Where it does not come to an
 * end the processor is taken for this time; cancelling ends it at once.
 */
export async function raceForTraining(cancel: AbortSignal): Promise<EngineRace | null> {
  const raced = await race(readRace(), cancel);
  if (raced.ok) return raced.value;
  return raced.error.kind === 'cancelled' ? null : raceWithoutGpu();
}

/** Races anew, unless a training runs, which would slow down whatever is measured. */
export async function measureEngines(signal: AbortSignal): Promise<Result<EngineRace, Fault>> {
  const lock = await acquireLock('training');
  if (lock === null) return err(busyElsewhere('training'));
  try {
    return await race(null, signal);
  } finally {
    lock.release();
  }
}

/** In a worker of its own: ending it gives all memory back, that of the graphics device too. */
async function race(remembered: EngineRace | null, signal: AbortSignal): Promise<Result<EngineRace, Fault>> {
  const worker = startModelWorker();
  const end = (): void => {
    worker.terminate({ kind: 'cancelled' });
  };
  const timer = setTimeout(() => {
    worker.terminate({ kind: 'unexpected', message: 'The engines did not answer in time.', stack: '' });
  }, TIMEOUT_MS);
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) return err({ kind: 'cancelled' });
    const raced = await worker.call('raceEngines', remembered);
    if (raced.ok) rememberRace(raced.value);
    return raced;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}

function raceWithoutGpu(): EngineRace {
  const lane = { device: '', software: false };
  const problem = 'The GPU did not come to an end when it was tried.';
  return {
    key: '',
    lanes: [
      { ...lane, engine: 'wasm', msPerBatch: 0, problem: null },
      { ...lane, engine: 'webgl', msPerBatch: null, problem },
    ],
  };
}
