import type { Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import { loadVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { LoadedVersion } from '#storage/stored-versions.ts';
import type { VersionForPrediction } from './protocol.ts';

/** A stored version, checked, as the worker needs it; null for none. `badArtifacts` where it is not what was saved. */
export async function loadForPrediction(
  db: ProfileDatabase,
  versionId: string | null,
): Promise<Result<VersionForPrediction | null, Fault>> {
  if (versionId === null) return { ok: true, value: null };
  const loaded = await loadVersion(db, versionId);
  if (!loaded.ok) return loaded;
  return { ok: true, value: forPrediction(loaded.value) };
}

/** Without what only a training needs. */
export function forPrediction({ version, model }: LoadedVersion): VersionForPrediction {
  return {
    id: version.id,
    version: version.version,
    description: version.description,
    parameters: model.state.parameters,
  };
}
