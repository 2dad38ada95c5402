import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupPart } from '#core/input-groups.ts';
import { roundParts } from './shown-parts.ts';

const GROUPS = ['history', 'sleep', 'activity', 'drinks', 'time'] as const;

describe('parts as they are shown', () => {
  it('add up to the difference of the rounded values, whatever they are', () => {
    const change = fc.double({ min: -9, max: 9, noNaN: true });
    const inputs = fc.record({
      changes: fc.array(change, { maxLength: GROUPS.length }),
      from: fc.double({ min: 20, max: 120, noNaN: true }),
      decimals: fc.constantFrom(0, 1),
      most: fc.constantFrom(2, Infinity),
    });
    fc.assert(
      fc.property(inputs, ({ changes, from, decimals, most }) => {
        const parts = changes.map((each, i): GroupPart => ({ group: GROUPS[i] ?? 'time', change: each }));
        const to = from + changes.reduce((sum, each) => sum + each, 0);
        const { named, rest } = roundParts(parts, from, to, decimals, most);
        const shown = named.reduce((sum, part) => sum + part.change, rest);
        expect(Number(from.toFixed(decimals)) + shown).toBeCloseTo(Number(to.toFixed(decimals)), 9);
        expect(named.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('keep what no name was given for apart from what only rounding leaves', () => {
    const parts = [
      { group: 'sleep', change: 1.24 },
      { group: 'time', change: -0.54 },
    ] as const;
    expect(roundParts(parts, 50.02, 50.72, 1)).toEqual({
      named: [
        { group: 'sleep', change: 1.2 },
        { group: 'time', change: -0.5 },
      ],
      rest: 0,
      othersLeft: false,
    });
    expect(roundParts(parts, 50.02, 50.72, 1, 1)).toMatchObject({ rest: -0.5, othersLeft: true });
    expect(roundParts([...parts, { group: 'drinks', change: 0.04 }], 50.04, 50.78, 1)).toMatchObject({
      rest: 0.1,
      othersLeft: true,
    });
  });
});
