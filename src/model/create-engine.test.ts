import { describe, expect, it } from 'vitest';
import { createEngine, describeEngine } from './create-engine.ts';

const SPEC = { featureCount: 2, windowDays: 7, hidden: 8, layers: 1, dropout: 0, head: 'linear' } as const;
const OPTIONS = { batchSize: 4, learningRate: 0.001, seed: 1 };

describe('createEngine without WebGL', () => {
  it('falls back to the CPU and says why in a sentence', async () => {
    const engine = await createEngine('auto', SPEC, OPTIONS);
    expect(engine.report.name).toBe('cpu');
    expect(engine.report.fallbackReason).toMatch(/OffscreenCanvas.*\.$/);
    expect(await engine.predict(new Float32Array(14), 1)).toHaveLength(1);
    engine.dispose();
  });

  it('has nothing to explain where the CPU was asked for', async () => {
    expect((await describeEngine('cpu')).fallbackReason).toBeNull();
  });

  it('fails with a reason where WebGL was demanded', async () => {
    await expect(createEngine('webgl', SPEC, OPTIONS)).rejects.toMatchObject({
      fault: { kind: 'engineUnavailable', reason: expect.stringContaining('OffscreenCanvas') as unknown },
    });
    await expect(describeEngine('webgl')).rejects.toMatchObject({ fault: { kind: 'engineUnavailable' } });
  });
});
