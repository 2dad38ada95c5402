import type { DayField } from '#core/day-record.ts';
import type { StoredContribution } from '#core/derive-days.ts';
import type { AddedImport, ImportRecord, ParsedFile, PersonDays } from '#core/import-types.ts';
import { repeatOnLostConnection } from './connection.ts';
import { rederiveDays } from './day-records.ts';
import { randomHex } from './digest.ts';
import type { ProfileDatabase } from './profile-database.ts';

/** One person of one file, chosen in the preview for this profile. */
export interface StagedImport {
  readonly file: ParsedFile;
  readonly person: PersonDays;
}

export interface ImportContext {
  /** IANA name of the zone the dates are meant in. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Rows per write. */
const CHUNK = 2000;

/**
 * Adds staged days to the profile and rebuilds the day records of the dates they touch: all of them in one
 * transaction, or nothing. The same bytes of the same person are added once, however often they are staged. Answers
 * in the order of `staged`. Throws what the database throws; see `toStorageFault`.
 */
export async function addImports(
  db: ProfileDatabase,
  staged: readonly StagedImport[],
  context: ImportContext,
): Promise<readonly AddedImport[]> {
  const named = staged.map((item) => ({ ...item, id: `import-${randomHex(8)}` }));
  return await repeatOnLostConnection(db, () =>
    db.transaction('rw', [db.imports, db.contributions, db.dayRecords, db.settings], async () => {
      const added: AddedImport[] = [];
      for (const { id, file, person } of named) {
        const known = await findImport(db, file.fingerprint, person.person);
        if (known === undefined) {
          added.push({ record: await addImport(db, { id, file, person }, context), alreadyPresent: false });
        } else {
          added.push({ record: known, alreadyPresent: known.id !== id });
        }
      }
      const fresh = new Set(added.filter((one) => !one.alreadyPresent).map(({ record }) => record.id));
      const touched = named.filter(({ id }) => fresh.has(id)).flatMap(({ person }) => person.contributions);
      await rederiveDays(
        db,
        touched.map(({ date }) => date),
      );
      return added;
    }),
  );
}

/**
 * Takes an import back: its contributions go, and the dates they touched are derived from what is left, so that older
 * values reappear; in one transaction. Returns what was removed, null where there is no such import.
 */
export async function undoImport(db: ProfileDatabase, importId: string): Promise<ImportRecord | null> {
  return await repeatOnLostConnection(db, () =>
    db.transaction('rw', [db.imports, db.contributions, db.dayRecords, db.settings], async () => {
      const record = await db.imports.get(importId);
      if (record === undefined) return null;
      const keys = await db.contributions.where('importId').equals(importId).primaryKeys();
      await db.contributions.bulkDelete(keys);
      await db.imports.delete(importId);
      await rederiveDays(
        db,
        keys.map(([date]) => date),
      );
      return record;
    }),
  );
}

/** Every import of the profile, newest first. */
export async function listImports(db: ProfileDatabase): Promise<readonly ImportRecord[]> {
  return await db.imports.orderBy('sequence').reverse().toArray();
}

/** `person` may be null, which the database cannot look up, so it is compared here. */
async function findImport(
  db: ProfileDatabase,
  fingerprint: string,
  person: string | null,
): Promise<ImportRecord | undefined> {
  const sameBytes = await db.imports.where('fingerprint').equals(fingerprint).toArray();
  return sameBytes.find((record) => record.person === person);
}

async function addImport(
  db: ProfileDatabase,
  { id, file, person }: StagedImport & { readonly id: string },
  { timeZone, now }: ImportContext,
): Promise<ImportRecord> {
  const newest = await db.imports.orderBy('sequence').last();
  const sequence = (newest?.sequence ?? 0) + 1;
  const record: ImportRecord = {
    id,
    fileName: file.fileName,
    fingerprint: file.fingerprint,
    format: file.format ?? 'unknown',
    formatLabel: file.formatLabel,
    person: person.person,
    byteLength: file.byteLength,
    from: person.from,
    to: person.to,
    dayCount: person.dayCount,
    fieldCounts: { ...person.fieldCounts } satisfies { [Name in DayField]?: number },
    rowsRead: file.rowsRead,
    rowsRejected: file.rowsRejected,
    problems: file.problems,
    timeZone,
    createdAt: now,
    sequence,
  };
  await db.imports.add(record);
  for (let start = 0; start < person.contributions.length; start += CHUNK) {
    const rows = person.contributions.slice(start, start + CHUNK);
    await db.contributions.bulkPut(
      rows.map((row): StoredContribution => ({ ...row, importId: id, sequence })),
    );
  }
  return record;
}
