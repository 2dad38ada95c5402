import type { EngineLane, EngineRace, RacingEngine } from '#core/engine-race.ts';
import type { NetworkSpec } from '#core/model-version.ts';
import { createRng } from '#core/random.ts';
import { PRESETS } from '#core/training-config.ts';
import { findEngine, type Candidate } from './create-engine.ts';
import { EngineFault, type TrainingBatch, type TrainingEngine } from './engine.ts';
import { nameWebglDevice } from './webgl-context.ts';
import { askedBuild } from './wasm/wasm-build.ts';

/** What the times are of: the Standard network, which is the one that takes long. */
const { windowDays, hidden, layers, dropout, head, batchSize, learningRate } = PRESETS.standard;
const SPEC: NetworkSpec = { featureCount: 64, windowDays, hidden, layers, dropout, head };

/** The processor first: where the browser never comes back from the GPU, its time is known. */
const LANES: readonly RacingEngine[] = ['wasm', 'webgl'];

/** Software is an order of magnitude slower: one batch tells. */
const WARM_BATCHES = 2;
const WARM_BATCHES_OF_SOFTWARE = 1;

export interface RacingDevice {
  /** Changes with the code of the engines. */
  readonly build: string;
  readonly browser: string;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
}

/**
 * Trains a few batches on each engine that this device can run, or gives back the remembered race where browser,
 * graphics device and build are still those of it. Throws nothing: an engine that fails has its reason in its lane.
 */
export async function raceEngines(
  remembered: EngineRace | null,
  { build, browser, now }: RacingDevice,
): Promise<EngineRace> {
  const key = [build, browser, nameWebglDevice(), `${askedBuild()} SIMD`].join(' | ');
  if (remembered?.key === key) return remembered;
  const lanes: EngineLane[] = [];
  for (const engine of LANES) lanes.push(await runLane(engine, now));
  return { key, lanes };
}

async function runLane(engine: RacingEngine, now: () => number): Promise<EngineLane> {
  const none = { engine, device: '', software: false, msPerBatch: null };
  try {
    const found = await findEngine(engine);
    if (!found.ok) return { ...none, problem: found.error };
    const { report, software } = found.value;
    const msPerBatch = await timeBatches(found.value, now);
    const problem = msPerBatch === null ? 'It computes numbers that are not finite.' : null;
    return { engine, device: report.device, software, msPerBatch, problem };
  } catch (error) {
    return { ...none, problem: `It failed when it was tried: ${describeError(error)}` };
  }
}

/** Milliseconds of the fastest warm batch: whatever else the machine does can only slow one down. */
async function timeBatches(candidate: Candidate, now: () => number): Promise<number | null> {
  const engine = await candidate.create(SPEC, { batchSize, learningRate, seed: 1 });
  try {
    return await timeWarmBatches(engine, candidate.software ? WARM_BATCHES_OF_SOFTWARE : WARM_BATCHES, now);
  } finally {
    engine.dispose();
  }
}

async function timeWarmBatches(
  engine: TrainingEngine,
  batches: number,
  now: () => number,
): Promise<number | null> {
  const batch = drawBatch();
  // The first batch compiles.
  await engine.trainBatch(batch, 0);
  let best = Infinity;
  for (let seed = 1; seed <= batches; seed++) {
    const startedAt = now();
    if (!Number.isFinite(await engine.trainBatch(batch, seed))) return null;
    best = Math.min(best, now() - startedAt);
  }
  return best;
}

function drawBatch(): TrainingBatch {
  const rng = createRng(1);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => rng() * 2 - 1);
  return {
    inputs: draw(batchSize * windowDays * SPEC.featureCount),
    targets: draw(batchSize),
    count: batchSize,
  };
}

function describeError(error: unknown): string {
  const fault = error instanceof EngineFault ? error.fault : null;
  if (fault?.kind === 'contextLost') return 'the browser took the graphics processor away.';
  if (fault?.kind === 'outOfMemory') return 'there was not enough memory.';
  return `${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`;
}
