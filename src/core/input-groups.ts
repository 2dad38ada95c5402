import type { FeatureGroup } from './features/feature.ts';

/** Groups of inputs as people are told of them: food beside activity is food. */
export type InputGroup = Exclude<FeatureGroup, 'interaction'>;

export function inputGroupOf(group: FeatureGroup): InputGroup {
  return group === 'interaction' ? 'nutrition' : group;
}

/** What goes with one group of a difference between two forecasts, bpm or ms. */
export interface GroupPart {
  readonly group: InputGroup;
  readonly change: number;
}

/** The shares of the groups as parts, the largest first. */
export function partsOf(groups: readonly InputGroup[], shares: ArrayLike<number>): readonly GroupPart[] {
  return groups
    .map((group, i) => ({ group, change: shares[i] ?? NaN }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}
