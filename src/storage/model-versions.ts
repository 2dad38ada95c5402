import { decideActivation, type ActivationDecision } from '#core/activation.ts';
import { METRIC_NAMES, type Metric } from '#core/metric.ts';
import type { ModelDescription, ModelVersion, TrainedModel } from '#core/model-version.ts';
import { err, ok, type Result } from '#core/result.ts';
import { nextVersion } from '#core/semantic-version.ts';
import type { Fault, JobRecord } from '#core/training-job.ts';
import { decodeState, encodeState } from '#core/weights-codec.ts';
import { repeatOnLostConnection } from './connection.ts';
import { sha256Hex } from './digest.ts';
import { putJob } from './jobs.ts';
import { clearPredictions } from './predictions.ts';
import type { ProfileDatabase, Stored, StoredWeights } from './profile-database.ts';
import { readRow, readRows } from './stored-rows.ts';
import {
  fetchVersion,
  readActiveVersions,
  sortNewestFirst,
  verifyVersion,
  versionRowsOf,
  type LoadedVersion,
} from './stored-versions.ts';
import { VERSION_FORMAT } from './version-shape.ts';

/** Versions kept per metric; the active one is kept besides. */
export const KEPT_VERSIONS = 5;

export interface SavedVersion {
  readonly version: ModelVersion;
  readonly activated: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
}

export interface SaveContext {
  readonly profileId: string;
  readonly now: number;
  /** The training job that made the model: it is marked as done in the same transaction. */
  readonly job?: JobRecord;
  /** Aborted before the transaction: nothing is written, and its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** Everything about a new version that does not depend on what is stored: made before the transaction. */
interface PreparedVersion {
  readonly description: ModelDescription;
  readonly weights: Omit<StoredWeights, 'versionId'>;
  readonly sha256: string;
}

/**
 * Stores a trained model as the newest version of its metric: weights, description, activation by the rule of
 * `core/activation.ts` and the removal of all but the newest 5 and the active one, in one transaction on strict
 * durability. A model that could not be loaded again is refused with a `RangeError` before anything is written.
 * Throws what the database throws; see `toStorageFault`.
 */
export async function saveModelVersion(
  db: ProfileDatabase,
  model: TrainedModel,
  context: SaveContext,
): Promise<SavedVersion> {
  const prepared = await prepareVersion(model);
  return await repeatOnLostConnection(db, () =>
    db.transaction('rw', [...versionTables(db), db.jobs, db.checkpoints], async () => {
      context.signal?.throwIfAborted();
      const rows = await versionRowsOf(db, model.metric);
      const repeated = findRepeated(rows, prepared, context.now);
      if (repeated !== null) return await describeSaved(db, repeated);
      const saved = await insertVersion(db, prepared, rows, context);
      if (context.job !== undefined) await putJob(db, endJob(context.job, saved, context.now));
      return saved;
    }),
  );
}

function endJob(job: JobRecord, { version, activated, reason }: SavedVersion, now: number): JobRecord {
  return { ...job, updatedAt: now, state: { status: 'done', versionId: version.id, activated, reason } };
}

async function prepareVersion(model: TrainedModel): Promise<PreparedVersion> {
  const { state, ...description } = model;
  const { bytes, index } = encodeState(state);
  const loadable = decodeState(bytes, index);
  if (!loadable.ok) throw new RangeError(`model not saved: ${loadable.error.reason}`);
  return { description, weights: { bytes, index }, sha256: await sha256Hex(bytes) };
}

/** The row that a first run of the same save has left; its reply may have been lost with the connection. */
function findRepeated(
  rows: readonly Stored<ModelVersion>[],
  { sha256 }: PreparedVersion,
  now: number,
): Stored<ModelVersion> | null {
  return rows.find((row) => row.createdAt === now && row.weightsSha256 === sha256) ?? null;
}

async function describeSaved(db: ProfileDatabase, row: Stored<ModelVersion>): Promise<SavedVersion> {
  const active = await db.activeVersions.get(row.metric);
  const version = readOwnRow(row);
  return { version, activated: active?.versionId === row.id, reason: row.activationReason };
}

async function insertVersion(
  db: ProfileDatabase,
  { description, weights, sha256 }: PreparedVersion,
  rows: readonly Stored<ModelVersion>[],
  { profileId, now }: SaveContext,
): Promise<SavedVersion> {
  const { metric } = description;
  const readable = readRows(VERSION_FORMAT, rows);
  const decision = await decide(db, description);
  const createdAt = laterThan(rows, now);
  const version: ModelVersion = {
    id: versionId(profileId, metric, createdAt),
    metric,
    version: nextVersion(readable[0] ?? null, description),
    createdAt,
    description,
    weightsSha256: sha256,
    weightsByteLength: weights.bytes.byteLength,
    activationReason: decision.reason,
    note: '',
  };
  const row = { ...version, schema: VERSION_FORMAT.schema };
  readOwnRow(row);
  await db.modelWeights.add({ ...weights, versionId: version.id });
  await db.modelVersions.add(row);
  if (decision.activate) await makeActive(db, metric, version.id);
  await pruneVersions(db, [row, ...rows]);
  return { version, activated: decision.activate, reason: decision.reason };
}

/** A clock set back must not make the newest version look old, or pruning would take it. */
function laterThan(rows: readonly Stored<ModelVersion>[], now: number): number {
  return rows.reduce((latest, { createdAt }) => Math.max(latest, createdAt + 1), now);
}

/** `{profile}_{metric}_{timestamp}`, fit for a file name. */
function versionId(profileId: string, metric: Metric, createdAt: number): string {
  return `${profileId}_${metric}_${new Date(createdAt).toISOString().replaceAll(/[-:.]/g, '')}`;
}

async function decide(db: ProfileDatabase, candidate: ModelDescription): Promise<ActivationDecision> {
  const active = await db.activeVersions.get(candidate.metric);
  if (active === undefined) return decideActivation(candidate, null);
  const rival = readRow(VERSION_FORMAT, await db.modelVersions.get(active.versionId));
  if (rival.ok) return decideActivation(candidate, rival.value.description);
  return { activate: true, reason: 'Active: the version that was active before can no longer be read.' };
}

/** What this code makes it can read: anything else would be lost at the next start. */
function readOwnRow(row: Stored<ModelVersion>): ModelVersion {
  const read = readRow(VERSION_FORMAT, row);
  if (!read.ok) throw new RangeError(`model not saved: ${read.error.message}`);
  return read.value;
}

/** Remembers which version was active before, for the way back. */
async function makeActive(db: ProfileDatabase, metric: Metric, id: string): Promise<void> {
  const before = await db.activeVersions.get(metric);
  const previous = before?.versionId === id ? before.previousVersionId : before?.versionId;
  await db.activeVersions.put({
    metric,
    versionId: id,
    ...(previous === undefined ? {} : { previousVersionId: previous }),
  });
  await clearPredictions(db, metric);
}

/** `rows`: all of one metric, newest first. */
export async function pruneVersions(
  db: ProfileDatabase,
  rows: readonly Stored<ModelVersion>[],
): Promise<void> {
  const active = new Set((await readActiveVersions(db)).values());
  const surplus = rows.slice(KEPT_VERSIONS).filter(({ id }) => !active.has(id));
  await removeVersions(
    db,
    surplus.map(({ id }) => id),
  );
}

async function removeVersions(db: ProfileDatabase, ids: readonly string[]): Promise<void> {
  await db.modelVersions.bulkDelete([...ids]);
  await db.modelWeights.bulkDelete([...ids]);
}

function versionTables(db: ProfileDatabase) {
  return [db.modelVersions, db.modelWeights, db.activeVersions, db.predictions];
}

/** The versions that can be read, of one metric or of all, newest first. `findUnreadableRows` names the others. */
export async function listVersions(db: ProfileDatabase, metric?: Metric): Promise<readonly ModelVersion[]> {
  const rows = metric === undefined ? await db.modelVersions.toArray() : await versionRowsOf(db, metric);
  return sortNewestFirst(readRows(VERSION_FORMAT, rows));
}

/** The version that forecasts each metric. */
export async function activeVersionIds(db: ProfileDatabase): Promise<{ readonly [Name in Metric]?: string }> {
  return Object.fromEntries(await readActiveVersions(db));
}

/** The version of each metric that was active before the present one and is still there: where a roll-back leads. */
export async function previousVersionIds(
  db: ProfileDatabase,
): Promise<{ readonly [Name in Metric]?: string }> {
  const rows = await db.activeVersions.toArray();
  const kept = new Set(await db.modelVersions.toCollection().primaryKeys());
  return Object.fromEntries(
    rows.flatMap(({ metric, previousVersionId: id }) =>
      id !== undefined && kept.has(id) ? [[metric, id]] : [],
    ),
  );
}

/**
 * A version with its arrays, checked: both rows, the length and the SHA-256 of the bytes. `badArtifacts` says which
 * check failed, and tells a version of a newer page from a damaged one.
 */
export async function loadVersion(db: ProfileDatabase, id: string): Promise<Result<LoadedVersion, Fault>> {
  const verified = await verifyVersion(id, await fetchVersion(db, id));
  return verified.ok ? verified : err({ kind: 'badArtifacts', reason: verified.error });
}

/**
 * Makes a version the active one of its metric (a roll-back, mostly) and forgets the kept forecasts of that metric,
 * at once. A version that does not load is refused with the reason.
 */
export async function activateVersion(db: ProfileDatabase, id: string): Promise<Result<null, Fault>> {
  const loaded = await loadVersion(db, id);
  if (!loaded.ok) return loaded;
  const { metric } = loaded.value.version;
  return await db.transaction('rw', versionTables(db), async () => {
    // Another tab may have deleted it since it was checked.
    if ((await db.modelVersions.get(id)) === undefined) return gone(id);
    await makeActive(db, metric, id);
    return ok(null);
  });
}

function gone(id: string): Result<null, Fault> {
  return err({ kind: 'badArtifacts', reason: `There is no model version ${id}.` });
}

/**
 * Removes a version and its weights. The active one is refused with a sentence, unless it is the only version of its
 * metric: then none is active any more. Removing what is already gone is no error.
 */
export async function deleteVersion(db: ProfileDatabase, id: string): Promise<Result<null, string>> {
  return await db.transaction('rw', versionTables(db), async () => {
    const row = await db.modelVersions.get(id);
    if (row === undefined) return ok(null);
    const active = await db.activeVersions.get(row.metric);
    if (active?.versionId === id) {
      const others = (await versionRowsOf(db, row.metric)).length - 1;
      if (others > 0) return err('This version makes the forecasts. Make another version active first.');
      await db.activeVersions.delete(row.metric);
      await clearPredictions(db, row.metric);
    }
    await removeVersions(db, [id]);
    return ok(null);
  });
}

/** Sets the note of a version; an unknown `id` is ignored. */
export async function writeNote(db: ProfileDatabase, id: string, note: string): Promise<void> {
  await db.modelVersions.update(id, { note });
}

export interface VersionFallback {
  readonly metric: Metric;
  /** What is wrong with the version that was active, in one sentence. */
  readonly problem: string;
  /** The id of the version that is active now, null where none is good. */
  readonly fellBackTo: string | null;
}

/**
 * Loads the active version of every metric, as on start-up. Where it is not what was saved, the newest version that
 * loads becomes active instead; where none does, none is active. Nothing is deleted. One entry per metric that needed
 * it.
 */
export async function verifyActiveVersions(db: ProfileDatabase): Promise<readonly VersionFallback[]> {
  const fallbacks: VersionFallback[] = [];
  const active = await readActiveVersions(db);
  for (const metric of METRIC_NAMES) {
    const problem = await findActiveProblem(db, metric, active.get(metric));
    if (problem === null) continue;
    const fallback = await findGoodVersion(db, metric);
    if (await replaceActive(db, metric, { expected: active.get(metric), replacement: fallback })) {
      fallbacks.push({ metric, problem, fellBackTo: fallback });
    }
  }
  return fallbacks;
}

async function findActiveProblem(
  db: ProfileDatabase,
  metric: Metric,
  activeId: string | undefined,
): Promise<string | null> {
  if (activeId === undefined) {
    const stored = await db.modelVersions.where('metric').equals(metric).count();
    return stored === 0 ? null : 'No version was marked as active.';
  }
  const loaded = await verifyVersion(activeId, await fetchVersion(db, activeId));
  if (!loaded.ok) return loaded.error;
  return loaded.value.version.metric === metric ? null : 'The active version forecasts something else.';
}

async function findGoodVersion(db: ProfileDatabase, metric: Metric): Promise<string | null> {
  for (const { id } of await listVersions(db, metric)) {
    if ((await verifyVersion(id, await fetchVersion(db, id))).ok) return id;
  }
  return null;
}

/** False where another tab has changed the active version, or removed the replacement, in the meantime. */
async function replaceActive(
  db: ProfileDatabase,
  metric: Metric,
  { expected, replacement }: { readonly expected: string | undefined; readonly replacement: string | null },
): Promise<boolean> {
  return await db.transaction('rw', versionTables(db), async () => {
    if ((await db.activeVersions.get(metric))?.versionId !== expected) return false;
    if (replacement === null) {
      await db.activeVersions.delete(metric);
      await clearPredictions(db, metric);
      return true;
    }
    if ((await db.modelVersions.get(replacement)) === undefined) return false;
    await makeActive(db, metric, replacement);
    return true;
  });
}
