import { expect, it } from 'vitest';
import { explainRefusal, findWinner } from '#core/engine-race.ts';
import { raceEngines } from './race-engines.ts';

it('both engines run, and software WebGL is refused with its time', async () => {
  const device = { build: '', browser: navigator.userAgent, now: () => performance.now() };
  const race = await raceEngines(null, device);
  expect(race.lanes.map(({ engine, software, problem }) => ({ engine, software, problem }))).toEqual([
    { engine: 'wasm', software: false, problem: null },
    { engine: 'webgl', software: true, problem: null },
  ]);
  expect(findWinner(race)).toBe('wasm');
  expect(explainRefusal(race, 'webgl')).toMatch(
    /without a GPU, which is slower: .* ms per batch instead of .* ms/,
  );
  expect(await raceEngines(race, device)).toBe(race);
});
