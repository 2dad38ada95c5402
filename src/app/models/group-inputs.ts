import { FEATURE_GROUP_LABELS, type FeatureGroup } from '#core/features/feature.ts';
import { featuresByName } from '#core/features/feature-sets.ts';
import type { Metric } from '#core/metric.ts';
import { insideSentence } from '../messages/verdict.ts';

export interface InputGroup {
  readonly group: string;
  readonly labels: readonly string[];
}

/** The inputs of a version by group; a name that this release does not know stands for itself. */
export function groupInputs(names: readonly string[], metric: Metric): readonly InputGroup[] {
  const groups = new Map<FeatureGroup | null, string[]>();
  for (const name of names) {
    const group = findFeature(name, metric)?.group ?? null;
    groups.set(group, [...(groups.get(group) ?? []), inputLabel(name, metric)]);
  }
  return [...groups].map(([group, labels]) => ({
    group: group === null ? 'Not known to this release' : FEATURE_GROUP_LABELS[group],
    labels,
  }));
}

/** An input as it stands inside a sentence; a name that this release does not know stands for itself. */
export function inputLabel(name: string, metric: Metric): string {
  const feature = findFeature(name, metric);
  return feature === null ? name : insideSentence(feature.label);
}

function findFeature(name: string, metric: Metric) {
  try {
    return featuresByName([name], metric)[0] ?? null;
  } catch {
    return null;
  }
}
