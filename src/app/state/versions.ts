import { useLiveQuery } from 'dexie-react-hooks';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { activeVersionIds, listVersions, previousVersionIds } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';

export interface Versions {
  /** Newest first. */
  readonly all: readonly ModelVersion[];
  readonly activeIds: { readonly [Name in Metric]?: string };
  /** What was active before, where it is still there. */
  readonly previousIds: { readonly [Name in Metric]?: string };
}

/** The profile's model versions, live; undefined while loading. */
export function useVersions(db: ProfileDatabase): Versions | undefined {
  return useLiveQuery(async () => {
    const [all, activeIds, previousIds] = await Promise.all([
      listVersions(db),
      activeVersionIds(db),
      previousVersionIds(db),
    ]);
    return { all, activeIds, previousIds };
  }, [db]);
}

/** The version of each metric that forecasts, live; reads none of the versions. Undefined while loading. */
export function useActiveVersionIds(db: ProfileDatabase): Versions['activeIds'] | undefined {
  return useLiveQuery(() => activeVersionIds(db), [db]);
}

export function activeVersionOf(versions: Versions | undefined, metric: Metric): ModelVersion | null {
  const id = versions?.activeIds[metric];
  return versions?.all.find((version) => version.id === id) ?? null;
}

/** The version of the same metric that was trained before this one; null where none is kept. */
export function versionBefore(versions: Versions, version: ModelVersion): ModelVersion | null {
  return (
    versions.all.find((other) => other.metric === version.metric && other.createdAt < version.createdAt) ??
    null
  );
}
