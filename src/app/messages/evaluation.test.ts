import { describe, expect, it } from 'vitest';
import { divergedSentence, hitSentence } from './evaluation.ts';

describe('a training whose numbers grew without bound', () => {
  it('is told with what was kept, and every other one is not told of', () => {
    expect(divergedSentence(7)).toBe(
      'Training ended in epoch 7, when its numbers grew without bound; the best epoch before it was kept.',
    );
    expect(divergedSentence(null)).toBeNull();
  });
});

describe('hits', () => {
  it('are counted with their share, and not where nothing was scored', () => {
    expect(hitSentence(88, 110, 0.8)).toBe('88 of 110 days fell inside the 80 % range (80 %).');
    expect(hitSentence(0, 0, 0.8)).toBe('No day with a 80 % range has been scored.');
  });
});
