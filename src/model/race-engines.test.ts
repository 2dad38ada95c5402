import { describe, expect, it } from 'vitest';
import { findWinner } from '#core/engine-race.ts';
import { raceEngines } from './race-engines.ts';
import { askForBuild } from './wasm/wasm-build.ts';

function device(build: string) {
  return { build, browser: 'Node', now: () => performance.now() };
}

describe('the race where there is no WebGL', () => {
  it('is won by WebAssembly, and says why WebGL is out', async () => {
    const race = await raceEngines(null, device('one'));
    expect(findWinner(race)).toBe('wasm');
    const webgl = race.lanes.find(({ engine }) => engine === 'webgl');
    expect(webgl).toMatchObject({
      msPerBatch: null,
      problem: expect.stringContaining('OffscreenCanvas') as unknown,
    });
  });

  it('is not run again on the same device by the same build, but by another', async () => {
    const first = await raceEngines(null, device('one'));
    expect(await raceEngines(first, device('one'))).toBe(first);
    expect(await raceEngines(first, device('two'))).not.toEqual(first);
    askForBuild('relaxed');
    expect((await raceEngines(first, device('one'))).key).not.toBe(first.key);
    askForBuild('plain');
  });
});
