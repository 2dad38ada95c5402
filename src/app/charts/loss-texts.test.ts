import { describe, expect, it } from 'vitest';
import { buildLossRows, summariseLosses } from './loss-rows.ts';
import { describeLosses, formatLoss } from './loss-texts.ts';

const rows = buildLossRows([
  { epoch: 1, train: 1, validation: 0.98765 },
  { epoch: 2, train: 0.9, validation: 0.9 },
  { epoch: 3, train: 0.8, validation: 0.95 },
]);

describe('what the loss curves say', () => {
  it('is whether it still improves', () => {
    expect(describeLosses(summariseLosses(rows, 2), true)).toBe(
      'Validation loss is lowest at epoch 2 (0.9); no better for 1 epoch.',
    );
    expect(describeLosses(summariseLosses(rows.slice(0, 2), 2), true)).toContain('still improving');
    expect(describeLosses(summariseLosses(rows, 2), false)).toContain('those weights are kept');
    expect(describeLosses(summariseLosses([], 0), true)).toBe('The first epoch has not ended yet.');
  });

  it('has three digits and no NaN', () => {
    expect([0.98765, 12.3456, 0.00004, NaN, null].map(formatLoss)).toEqual([
      '0.988',
      '12.3',
      '4.0e-5',
      '–',
      '–',
    ]);
  });
});
