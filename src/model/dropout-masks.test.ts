import { describe, expect, it } from 'vitest';
import { drawDropoutMasks } from './dropout-masks.ts';

const SPEC = { featureCount: 2, windowDays: 30, hidden: 32, layers: 2, dropout: 0.2, head: 'mlp' } as const;

describe('dropout masks', () => {
  it('covers every step between layers, the last step after the last layer, and the hidden layers of the head', () => {
    const masks = drawDropoutMasks(SPEC, 8, 1);
    expect(masks?.lstm.map((mask) => mask.length)).toEqual([30 * 8 * 32, 8 * 32]);
    expect(masks?.head.map((mask) => mask.length)).toEqual([8 * 64, 8 * 32]);
    expect(drawDropoutMasks({ ...SPEC, head: 'linear' }, 8, 1)?.head).toEqual([]);
  });

  it('drops the stated share and scales the rest so that the mean stays', () => {
    const mask = drawDropoutMasks(SPEC, 8, 1)?.lstm[0] ?? new Float32Array();
    const dropped = mask.filter((factor) => factor === 0).length / mask.length;
    expect(dropped).toBeGreaterThan(0.18);
    expect(dropped).toBeLessThan(0.22);
    expect(new Set(mask)).toEqual(new Set([0, 1.25]));
  });

  it('depends on the seed alone', () => {
    expect(drawDropoutMasks(SPEC, 8, 1)).toEqual(drawDropoutMasks(SPEC, 8, 1));
    expect(drawDropoutMasks(SPEC, 8, 1)).not.toEqual(drawDropoutMasks(SPEC, 8, 2));
  });

  it('draws nothing where nothing is dropped', () => {
    expect(drawDropoutMasks({ ...SPEC, dropout: 0 }, 8, 1)).toBeNull();
  });
});
