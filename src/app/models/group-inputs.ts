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
    const feature = findFeature(name, metric);
    const group = feature?.group ?? null;
    groups.set(group, [
      ...(groups.get(group) ?? []),
      feature === null ? name : insideSentence(feature.label),
    ]);
  }
  return [...groups].map(([group, labels]) => ({
    group: group === null ? 'Not known to this release' : FEATURE_GROUP_LABELS[group],
    labels,
  }));
}

function findFeature(name: string, metric: Metric) {
  try {
    return featuresByName([name], metric)[0] ?? null;
  } catch {
    return null;
  }
}
