import { deleteDatabase } from './connection.ts';
import { randomHex } from './digest.ts';
import { profileDatabaseName, ProfileDatabase } from './profile-database.ts';

/** A database nobody else uses, and the way to be rid of it. */
export function openFresh(): ProfileDatabase {
  return new ProfileDatabase(profileDatabaseName(`test-${randomHex(6)}`));
}

export async function discard(db: ProfileDatabase): Promise<void> {
  db.close();
  await deleteDatabase(db.name);
}

/** Every row of every store: what "nothing changed" means. */
export async function takeSnapshot(
  db: ProfileDatabase,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const snapshot: Record<string, readonly unknown[]> = {};
  for (const table of db.tables) snapshot[table.name] = await table.toArray();
  return snapshot;
}

export interface WriteFailure {
  /** The write, from 1, that fails next; 0 for none. Counts down and fails once. */
  failAt: number;
  error: Error | DOMException;
}

/** Makes single writes of a database fail, as a full disk or a lost connection does. Before its first use only. */
export function makeWritesFail(db: ProfileDatabase): WriteFailure {
  const failure: WriteFailure = { failAt: 0, error: new Error('write failed on purpose') };
  db.use({
    stack: 'dbcore',
    name: 'failing-writes',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (request) => {
            if (failure.failAt > 0) {
              failure.failAt -= 1;
              if (failure.failAt === 0) return Promise.reject(failure.error);
            }
            return table.mutate(request);
          },
        };
      },
    }),
  });
  return failure;
}
