import { Dexie } from 'dexie';
import { unwrapErrors } from './faults.ts';

/**
 * Connections and other tabs.
 *
 * A connection ends in three ways. Another tab runs a newer version of the page and upgrades the database: this tab
 * closes its connection for good and says so, because code that does not know the new shape must not write. Another
 * tab deletes the database: the same. The browser drops the connection of a tab in the background (Safari): nothing
 * changed, so Dexie opens it again by itself, and a write that was lost on the way is repeated once.
 */
export interface ConnectionLoss {
  readonly databaseName: string;
  /** `blocked`: it is this tab that waits, for another one that does not let go. */
  readonly reason: 'upgradedElsewhere' | 'deletedElsewhere' | 'blocked';
}

const listeners = new Set<(loss: ConnectionLoss) => void>();

/** Hears of every lost connection of this tab; returns the way to stop listening. */
export function onConnectionLost(listener: (loss: ConnectionLoss) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Makes `db` give way to other tabs. `onClosed` runs once its connection has ended for good. */
export function watchConnection(db: Dexie, onClosed: () => void): void {
  const report = (reason: ConnectionLoss['reason']): void => {
    for (const listener of listeners) listener({ databaseName: db.name, reason });
  };
  db.on('versionchange', (event) => {
    db.close();
    onClosed();
    report(event.newVersion === null || event.newVersion === 0 ? 'deletedElsewhere' : 'upgradedElsewhere');
    // Dexie's own subscriber would leave the door open for reopening.
    return false;
  });
  db.on('blocked', () => {
    report('blocked');
    return false;
  });
}

/**
 * Runs `write`; where the browser had dropped the connection, opens it again and runs it once more. `write` must be
 * idempotent: the first run may have been committed and only its reply lost.
 */
export async function repeatOnLostConnection<T>(db: Dexie, write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDroppedConnection(error)) throw error;
    db.close({ disableAutoOpen: false });
    return await write();
  }
}

/** "Connection to Indexed Database server lost" in Safari, a closing connection elsewhere. */
function isDroppedConnection(error: unknown): boolean {
  return unwrapErrors(error).some(
    ({ name, message }) =>
      name === 'InvalidStateError' || (name === 'UnknownError' && /connection/i.test(message)),
  );
}

/** Removes a database; every connection to it, here or in another tab, ends first. */
export async function deleteDatabase(name: string): Promise<void> {
  const remover = new Dexie(name);
  // Connections that are about to end count as blocking for a moment; the deletion goes through once they have.
  remover.on('blocked', () => false);
  await remover.delete();
}
