import type { GroupPart } from '#core/input-groups.ts';

export interface ShownParts {
  /** Rounded, none of them 0; the largest first. */
  readonly named: readonly GroupPart[];
  /** What is missing from the rounded difference: groups without a name here, and what rounding leaves. */
  readonly rest: number;
  /** Whether groups are without a name. */
  readonly othersLeft: boolean;
}

/**
 * The parts of `to` - `from` as they are shown: rounded, and adding up to the difference of the rounded values.
 * @param parts the largest first
 * @param most groups that may have a name
 */
export function roundParts(
  parts: readonly GroupPart[],
  from: number,
  to: number,
  decimals: number,
  most = Infinity,
): ShownParts {
  const named = parts
    .slice(0, most)
    .map(({ group, change }) => ({ group, change: roundTo(change, decimals) }))
    .filter(({ change }) => change !== 0);
  const difference = roundTo(to, decimals) - roundTo(from, decimals);
  const rest = roundTo(difference - named.reduce((sum, { change }) => sum + change, 0), decimals);
  return { named, rest, othersLeft: named.length < parts.length };
}

export function roundTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
