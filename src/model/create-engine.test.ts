import { describe, expect, it, vi } from 'vitest';
import { createEngine, describeEngine } from './create-engine.ts';
import { askForBuild } from './wasm/wasm-build.ts';
import { checksumTraining, EXPECTED_CHECKSUM } from './wasm-engine.fixture.ts';

const SPEC = { featureCount: 2, windowDays: 7, hidden: 8, layers: 1, dropout: 0, head: 'linear' } as const;
const OPTIONS = { batchSize: 4, learningRate: 0.001, seed: 1 };

describe('createEngine without WebGL', () => {
  it('takes WebAssembly and says why in a sentence', async () => {
    const engine = await createEngine('auto', SPEC, OPTIONS);
    expect(engine.report.name).toBe('wasm');
    expect(engine.report.fallbackReason).toMatch(/OffscreenCanvas.*\.$/);
    expect(await engine.predict(new Float32Array(14), 1)).toHaveLength(1);
    engine.dispose();
  });

  it('takes the winner of a race and gives the reason against WebGL', async () => {
    const none = { device: '', software: false };
    const lanes = [
      { ...none, engine: 'wasm', msPerBatch: 60, problem: null },
      { ...none, engine: 'webgl', msPerBatch: null, problem: 'It was switched off.' },
    ] as const;
    expect(await describeEngine('auto', { key: '', lanes })).toMatchObject({
      name: 'wasm',
      fallbackReason: 'It was switched off.',
    });
  });

  it('takes WebAssembly where the winner of a race cannot be had any more', async () => {
    const lane = { device: 'GeForce', software: false, msPerBatch: 14, problem: null };
    const report = await describeEngine('auto', { key: '', lanes: [{ ...lane, engine: 'webgl' }] });
    expect(report).toMatchObject({
      name: 'wasm',
      fallbackReason: expect.stringContaining('OffscreenCanvas') as unknown,
    });
  });

  it.each(['wasm', 'cpu'] as const)('has nothing to explain where %s was asked for', async (name) => {
    expect(await describeEngine(name)).toMatchObject({ name, fallbackReason: null });
    const engine = await createEngine(name, SPEC, OPTIONS);
    expect(engine.report).toEqual(await describeEngine(name));
    engine.dispose();
  });

  it('falls back to TensorFlow.js on the CPU where there is no WebAssembly either, and gives both reasons', async () => {
    vi.resetModules();
    const anew = await import('./create-engine.ts');
    vi.stubGlobal('WebAssembly', undefined);
    try {
      const report = await anew.describeEngine('auto');
      expect(report.name).toBe('cpu');
      expect(report.fallbackReason).toMatch(/OffscreenCanvas.*\. .*WebAssembly.*\.$/);
      await expect(anew.describeEngine('wasm')).rejects.toMatchObject({
        fault: { kind: 'engineUnavailable' },
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('takes plain SIMD where relaxed SIMD was asked for and is missing, and says so', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    askForBuild('relaxed');
    try {
      expect(await describeEngine('wasm')).toMatchObject({
        name: 'wasm',
        relaxedSimd: false,
        fallbackReason: 'This browser has no relaxed SIMD: plain SIMD runs instead.',
      });
      expect((await describeEngine('auto')).fallbackReason).toMatch(/OffscreenCanvas.*no relaxed SIMD/);
      expect(await checksumTraining()).toBe(EXPECTED_CHECKSUM);
    } finally {
      askForBuild('plain');
      validate.mockRestore();
    }
  });

  it('fails with a reason where WebGL was demanded', async () => {
    await expect(createEngine('webgl', SPEC, OPTIONS)).rejects.toMatchObject({
      fault: { kind: 'engineUnavailable', reason: expect.stringContaining('OffscreenCanvas') as unknown },
    });
    await expect(describeEngine('webgl')).rejects.toMatchObject({ fault: { kind: 'engineUnavailable' } });
  });
});
