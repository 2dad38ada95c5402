import type { StoredContribution } from '#core/derive-days.ts';
import type { ImportRecord } from '#core/import-types.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import { METRIC_NAMES } from '#core/metric.ts';
import { rederiveDays } from '../day-records.ts';
import { pruneVersions } from '../model-versions.ts';
import type { ProfileDatabase } from '../profile-database.ts';
import { fetchVersion, verifyVersion, versionRowsOf } from '../stored-versions.ts';
import type { BackupContent } from './backup-format.ts';

/**
 * `replace`: afterwards the profile holds what the backup holds and nothing else. `merge`: what the profile has stays,
 * what it lacks is added: imports whose file it does not have yet, versions (also those whose own copy is damaged),
 * marks of days without one, issued forecasts, settings it never made.
 */
export type RestoreMode = 'replace' | 'merge';

/** Writes a checked backup into a profile, in one transaction: all of it or nothing. Throws what the database throws. */
export async function restoreBackup(
  db: ProfileDatabase,
  content: BackupContent,
  mode: RestoreMode,
): Promise<void> {
  const damaged = mode === 'merge' ? await findDamaged(db, content) : [];
  await db.transaction('rw', db.tables, async () => {
    if (mode === 'replace') for (const table of db.tables) await table.clear();
    const added = await addImportsOf(db, content);
    await addVersionsOf(db, content, damaged);
    const marked = new Set(await db.annotations.toCollection().primaryKeys());
    await db.annotations.bulkPut(content.annotations.filter(({ date }) => !marked.has(date)));
    const issued = new Set((await db.ledger.toArray()).map(keyOfEntry));
    await db.ledger.bulkAdd(content.ledger.filter((entry) => !issued.has(keyOfEntry(entry))));
    const known = new Set((await db.settings.toArray()).map(({ key }) => key));
    // How the backup's days were derived says nothing about the days here: `rederiveDays` finds out.
    const wanted = content.settings.filter(({ key }) => key !== 'derivedBy' && !known.has(key));
    await db.settings.bulkPut(wanted);
    await db.predictions.clear();
    await rederiveDays(
      db,
      added.map(({ date }) => date),
    );
  });
}

/** Versions that the profile has and can no longer use, and the backup can bring back. */
async function findDamaged(
  db: ProfileDatabase,
  { modelVersions }: BackupContent,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const { id } of modelVersions) {
    const rows = await fetchVersion(db, id);
    if (rows.row !== undefined && !(await verifyVersion(id, rows)).ok) damaged.push(id);
  }
  return damaged;
}

function keyOfEntry({ metric, date, mode }: LedgerEntry): string {
  return `${metric} ${date} ${mode}`;
}

/** In the order of the backup, after all imports that are there; returns the contributions that came in. */
async function addImportsOf(
  db: ProfileDatabase,
  { imports, contributions }: BackupContent,
): Promise<readonly StoredContribution[]> {
  const present = await db.imports.toArray();
  const last = present.reduce((highest, { sequence }) => Math.max(highest, sequence), 0);
  const isNew = (record: ImportRecord): boolean =>
    !present.some(
      ({ id, fingerprint, person }) =>
        id === record.id || (fingerprint === record.fingerprint && person === record.person),
    );
  const fresh = imports
    .filter(isNew)
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((record, index) => ({ ...record, sequence: last + 1 + index }));
  const sequences = new Map(fresh.map(({ id, sequence }) => [id, sequence]));
  const added = contributions.flatMap((row) => {
    const sequence = sequences.get(row.importId);
    return sequence === undefined ? [] : [{ ...row, sequence }];
  });
  await db.imports.bulkAdd(fresh);
  await db.contributions.bulkPut(added);
  return added;
}

async function addVersionsOf(
  db: ProfileDatabase,
  { modelVersions, modelWeights, activeVersions }: BackupContent,
  damaged: readonly string[],
): Promise<void> {
  await db.modelVersions.bulkDelete([...damaged]);
  await db.modelWeights.bulkDelete([...damaged]);
  const present = new Set(await db.modelVersions.toCollection().primaryKeys());
  await db.modelVersions.bulkAdd(modelVersions.filter(({ id }) => !present.has(id)));
  await db.modelWeights.bulkAdd(
    modelWeights
      .filter(({ versionId }) => !present.has(versionId))
      .map(({ versionId, bytes, index }) => ({ versionId, bytes, index })),
  );
  const active = new Set(await db.activeVersions.toCollection().primaryKeys());
  await db.activeVersions.bulkAdd(activeVersions.filter(({ metric }) => !active.has(metric)));
  for (const metric of METRIC_NAMES) await pruneVersions(db, await versionRowsOf(db, metric));
}
