import { METRICS } from '#core/metric.ts';
import { ok, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import { loadVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { callShared } from './shared-worker.ts';
import { forPrediction } from './version-for-prediction.ts';

export interface ExportedVersion {
  readonly fileName: string;
  /** A zip. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A stored version as a zip that needs nothing of Pulsecast: a TensorFlow.js LayersModel with everything that leads to
 * its inputs and from its output. `badArtifacts` where the version is not what was saved.
 */
export async function exportVersion(
  db: ProfileDatabase,
  versionId: string,
): Promise<Result<ExportedVersion, Fault>> {
  const loaded = await loadVersion(db, versionId);
  if (!loaded.ok) return loaded;
  const { version } = loaded.value;
  const files = await callShared('exportVersion', forPrediction(loaded.value));
  if (!files.ok) return files;
  // Only who exports needs the zip library.
  const { packZip } = await import('#storage/pack-zip.ts');
  const fileName = `pulsecast-${METRICS[version.metric].slug}-v${version.version}.zip`;
  return ok({ fileName, bytes: await packZip(files.value) });
}
