import { useLiveQuery } from 'dexie-react-hooks';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { activeVersionIds, listVersions } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';

export interface Versions {
  /** Newest first. */
  readonly all: readonly ModelVersion[];
  readonly activeIds: { readonly [Name in Metric]?: string };
}

/** The profile's model versions, live; undefined while loading. */
export function useVersions(db: ProfileDatabase): Versions | undefined {
  return useLiveQuery(async () => {
    const [all, activeIds] = await Promise.all([listVersions(db), activeVersionIds(db)]);
    return { all, activeIds };
  }, [db]);
}

export function activeVersionOf(versions: Versions | undefined, metric: Metric): ModelVersion | null {
  const id = versions?.activeIds[metric];
  return versions?.all.find((version) => version.id === id) ?? null;
}
