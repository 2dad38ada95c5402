import type { EngineName } from './training-job.ts';

/** The engines that race; plain JavaScript only runs where neither of them can. */
export type RacingEngine = Exclude<EngineName, 'cpu'>;

/** How one engine did on this device. */
export interface EngineLane {
  readonly engine: RacingEngine;
  /** The device as the browser names it; empty where there is none. */
  readonly device: string;
  /** True where the "GPU" is a program on the processor. */
  readonly software: boolean;
  /** Of a warm batch of the Standard network; null where the engine cannot run. */
  readonly msPerBatch: number | null;
  /** One sentence that says why the engine cannot run; null where it can. */
  readonly problem: string | null;
}

export interface EngineRace {
  /** Names browser, graphics device and builds: where any of them changes, the race is run anew. */
  readonly key: string;
  readonly lanes: readonly EngineLane[];
}

/** The fastest engine that ran; `cpu`, which runs everywhere, where none did. */
export function findWinner({ lanes }: EngineRace): EngineName {
  let winner: EngineName = 'cpu';
  let best = Infinity;
  for (const { engine, msPerBatch } of lanes) {
    if (msPerBatch !== null && msPerBatch < best) {
      winner = engine;
      best = msPerBatch;
    }
  }
  return winner;
}

/** Why an engine of the race is not the one that is used, in one sentence; null for the winner. */
export function explainRefusal(race: EngineRace, engine: RacingEngine): string | null {
  const lane = race.lanes.find((each) => each.engine === engine);
  if (lane === undefined || findWinner(race) === engine) return null;
  if (lane.msPerBatch === null) return lane.problem;
  const winner = race.lanes.find((each) => each.engine === findWinner(race));
  const faster = formatBatchTime(winner?.msPerBatch ?? NaN);
  const own = formatBatchTime(lane.msPerBatch);
  if (engine === 'wasm') return `The processor is slower: ${own} per batch instead of ${faster}.`;
  return lane.software
    ? `This browser draws WebGL by software, without a GPU, which is slower: ${own} per batch instead of ${faster}.`
    : `The GPU (${lane.device}) is slower here: ${own} per batch instead of ${faster}.`;
}

/** "14 ms", "0.6 ms", "1.2 s". */
export function formatBatchTime(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}
