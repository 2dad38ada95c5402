import { describe, expect, it } from 'vitest';
import {
  explainRefusal,
  findWinner,
  formatBatchTime,
  type EngineLane,
  type EngineRace,
} from './engine-race.ts';

function raceOf(webgl: Partial<EngineLane>, wasm: Partial<EngineLane>): EngineRace {
  const lane = { device: '', software: false, msPerBatch: null, problem: null };
  return {
    key: 'a',
    lanes: [
      { ...lane, engine: 'wasm', ...wasm },
      { ...lane, engine: 'webgl', ...webgl },
    ],
  };
}

describe('the race of the engines', () => {
  it('is won by the faster one, which has nothing to explain', () => {
    const race = raceOf({ device: 'GeForce', msPerBatch: 14.2 }, { msPerBatch: 62 });
    expect(findWinner(race)).toBe('webgl');
    expect(explainRefusal(race, 'webgl')).toBeNull();
    expect(explainRefusal(race, 'wasm')).toBe('The processor is slower: 62 ms per batch instead of 14 ms.');
  });

  it('refuses a software context that is slower, with both times', () => {
    const race = raceOf({ device: 'SwiftShader', software: true, msPerBatch: 1240 }, { msPerBatch: 62 });
    expect(findWinner(race)).toBe('wasm');
    expect(explainRefusal(race, 'webgl')).toBe(
      'This browser draws WebGL by software, without a GPU, which is slower: 1.2 s per batch instead of 62 ms.',
    );
  });

  it('lets a software context win where it is faster', () => {
    expect(findWinner(raceOf({ software: true, msPerBatch: 50 }, { msPerBatch: 62 }))).toBe('webgl');
  });

  it('refuses a GPU that is slower by its name', () => {
    const race = raceOf({ device: 'Mali', msPerBatch: 80 }, { msPerBatch: 62 });
    expect(explainRefusal(race, 'webgl')).toBe(
      'The GPU (Mali) is slower here: 80 ms per batch instead of 62 ms.',
    );
  });

  it('gives the reason of an engine that cannot run', () => {
    const race = raceOf({ problem: 'WebGL 2 is not available in this browser.' }, { msPerBatch: 62 });
    expect(findWinner(race)).toBe('wasm');
    expect(explainRefusal(race, 'webgl')).toBe('WebGL 2 is not available in this browser.');
  });

  it('leaves plain JavaScript where no engine ran', () => {
    const race = raceOf({ problem: 'No WebGL.' }, { problem: 'No WebAssembly.' });
    expect(findWinner(race)).toBe('cpu');
    expect(explainRefusal(race, 'wasm')).toBe('No WebAssembly.');
  });
});

it('times of batches are written short', () => {
  expect([0.62, 9.94, 14.4, 999, 1240].map(formatBatchTime)).toEqual([
    '0.6 ms',
    '9.9 ms',
    '14 ms',
    '999 ms',
    '1.2 s',
  ]);
});
