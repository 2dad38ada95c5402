import { METRIC_NAMES } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import type { Versions } from '../state/versions.ts';

/** Two versions of one metric. */
export interface Rivals {
  readonly first: ModelVersion;
  readonly second: ModelVersion;
}

/** The other versions of its metric, newest first. */
export function rivalsOf(versions: Versions, version: ModelVersion): readonly ModelVersion[] {
  return versions.all.filter((other) => other.metric === version.metric && other.id !== version.id);
}

/**
 * The two to compare: those asked for where they are there and differ; else an active version that has a rival, with
 * its newest rival. Null where no metric has two versions.
 */
export function chooseRivals(
  versions: Versions,
  asked: { readonly first?: string; readonly second?: string },
): Rivals | null {
  const hasRival = (version: ModelVersion | undefined): version is ModelVersion =>
    version !== undefined && rivalsOf(versions, version).length > 0;
  const byId = (id: string | undefined): ModelVersion | undefined =>
    versions.all.find((version) => version.id === id);
  const actives = METRIC_NAMES.map((metric) => byId(versions.activeIds[metric]));
  const first = [byId(asked.first), ...actives, ...versions.all].find(hasRival);
  if (first === undefined) return null;
  const rivals = rivalsOf(versions, first);
  const second = rivals.find(({ id }) => id === asked.second) ?? rivals[0];
  return second === undefined ? null : { first, second };
}
