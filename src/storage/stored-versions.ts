import * as v from 'valibot';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion, TrainedModel } from '#core/model-version.ts';
import { err, ok, type Result } from '#core/result.ts';
import { decodeState } from '#core/weights-codec.ts';
import { sha256Hex } from './digest.ts';
import type { ActiveVersion, ProfileDatabase, Stored, StoredWeights } from './profile-database.ts';
import { readRow } from './stored-rows.ts';
import { VERSION_FORMAT, weightsShape } from './version-shape.ts';

/** A version as it lies in the database, which may not be what was written. */
export interface VersionRows {
  readonly row: unknown;
  readonly weights: unknown;
}

export interface LoadedVersion {
  readonly version: ModelVersion;
  readonly model: TrainedModel;
}

/** The rows of a metric, newest first, unchecked: whatever cannot be read still takes up room and is pruned. */
export async function versionRowsOf(
  db: ProfileDatabase,
  metric: Metric,
): Promise<readonly Stored<ModelVersion>[]> {
  return sortNewestFirst(await db.modelVersions.where('metric').equals(metric).toArray());
}

export function sortNewestFirst<T extends { readonly createdAt: number }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => b.createdAt - a.createdAt);
}

/** Both rows of a version from one moment. */
export async function fetchVersion(db: ProfileDatabase, id: string): Promise<VersionRows> {
  return await db.transaction('r', [db.modelVersions, db.modelWeights], async () => ({
    row: await db.modelVersions.get(id),
    weights: await db.modelWeights.get(id),
  }));
}

/** Checks the rows, the length and the SHA-256 of the bytes, and unpacks them; the error is one sentence. */
export async function verifyVersion(id: string, rows: VersionRows): Promise<Result<LoadedVersion, string>> {
  if (rows.row === undefined) return err(`There is no model version ${id}.`);
  const read = readRow(VERSION_FORMAT, rows.row);
  if (!read.ok) return err(read.error.message);
  const version = read.value;
  const weights = checkWeights(rows.weights, version);
  if (!weights.ok) return weights;
  const { bytes, index } = weights.value;
  if ((await sha256Hex(bytes)) !== version.weightsSha256) {
    return err(damaged(version, 'their SHA-256 is not the one that was saved'));
  }
  const state = decodeState(bytes, index);
  if (!state.ok) return err(damaged(version, state.error.reason));
  return ok({ version, model: { ...version.description, state: state.value } });
}

function checkWeights(row: unknown, version: ModelVersion): Result<StoredWeights, string> {
  if (row === undefined) return err(damaged(version, 'they are missing'));
  const checked = v.safeParse(weightsShape, row, { abortEarly: true });
  if (!checked.success) return err(damaged(version, checked.issues[0].message));
  const found = checked.output.bytes.byteLength;
  if (found === version.weightsByteLength) return ok(checked.output);
  return err(damaged(version, `expected ${String(version.weightsByteLength)} bytes, found ${String(found)}`));
}

function damaged(version: ModelVersion, detail: string): string {
  return `The weights of version ${version.version} are damaged (${detail}).`;
}

/** Metric to the id of its active version, inside or outside a transaction over `activeVersions`. */
export async function readActiveVersions(db: ProfileDatabase): Promise<ReadonlyMap<Metric, string>> {
  const rows: readonly ActiveVersion[] = await db.activeVersions.toArray();
  return new Map(rows.map(({ metric, versionId }) => [metric, versionId]));
}
