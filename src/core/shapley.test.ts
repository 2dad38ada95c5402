import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValues } from './shapley.ts';

/** The worth of every coalition of `players`, by bit mask. */
function game(players: number, worth: (has: (player: number) => boolean) => number): number[] {
  return Array.from({ length: 2 ** players }, (_, mask) => worth((player) => ((mask >> player) & 1) === 1));
}

describe('Shapley values', () => {
  it('are those of the glove game, of which the textbook value is 1/6, 1/6, 4/6', () => {
    // Two players have a left glove each, the third the only right one.
    const shares = shapleyValues(game(3, (has) => ((has(0) || has(1)) && has(2) ? 1 : 0)));
    [1 / 6, 1 / 6, 4 / 6].forEach((share, player) => {
      expect(shares[player]).toBeCloseTo(share, 12);
    });
  });

  it('are what each adds, where nobody needs another', () => {
    const shares = shapleyValues(game(3, (has) => 10 + (has(0) ? 2 : 0) - (has(1) ? 5 : 0)));
    [2, -5, 0].forEach((share, player) => {
      expect(shares[player]).toBeCloseTo(share, 12);
    });
  });

  it('add up to the whole difference', () => {
    const worths = fc.integer({ min: 0, max: 6 }).chain((players) =>
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
        minLength: 2 ** players,
        maxLength: 2 ** players,
      }),
    );
    fc.assert(
      fc.property(worths, (values) => {
        const sum = shapleyValues(values).reduce((total, each) => total + each, 0);
        expect(sum).toBeCloseTo((values.at(-1) ?? NaN) - (values[0] ?? NaN), 8);
      }),
      { seed: 7 },
    );
  });

  it('are refused for a game that lacks coalitions', () => {
    expect(() => shapleyValues([1, 2, 3])).toThrow(RangeError);
  });
});
