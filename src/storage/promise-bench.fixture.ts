import { afterEach, beforeEach, expect } from 'vitest';
import {
  discard,
  makeWritesFail,
  openFresh,
  takeSnapshot,
  type WriteFailure,
} from './fresh-profile.fixture.ts';
import { addImports } from './imports.ts';
import { saveModelVersion } from './model-versions.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { buildTrainedModel, type ModelSaid } from './trained-model.fixture.ts';

export const NOW = Date.parse('2024-05-01T08:00:00Z');

/** A fresh profile per test, whose writes can be made to fail, and a clock that goes on by a second per step. */
export interface PromiseBench {
  readonly db: ProfileDatabase;
  readonly failure: WriteFailure;
  readonly save: (said?: ModelSaid) => ReturnType<typeof saveModelVersion>;
  readonly add: (...staged: Parameters<typeof addImports>[1]) => ReturnType<typeof addImports>;
  readonly setClock: (ms: number) => void;
  readonly damageWeights: (id: string) => Promise<void>;
  /** Fails every write of `act` in turn, on the same beginnings, until none is left to fail; gives their number. */
  readonly failEachWrite: (prepare: () => Promise<void>, act: () => Promise<unknown>) => Promise<number>;
}

/** Called in a `describe`: what it opens is opened and discarded around each test. */
export function openBench(): PromiseBench {
  let db: ProfileDatabase;
  let failure: WriteFailure;
  let clock: number;

  const open = (): void => {
    db = openFresh();
    failure = makeWritesFail(db);
    clock = NOW;
  };
  beforeEach(open);
  afterEach(async () => {
    await discard(db);
  });

  async function save(said: ModelSaid = {}) {
    clock += 1000;
    return await saveModelVersion(db, buildTrainedModel(said), { profileId: 'ada', now: clock });
  }

  async function add(...staged: Parameters<typeof addImports>[1]) {
    clock += 1000;
    return await addImports(db, staged, { timeZone: 'UTC', now: clock });
  }

  async function damageWeights(id: string): Promise<void> {
    const row = await db.modelWeights.get(id);
    if (row === undefined) throw new Error(`no weights: ${id}`);
    const bytes = row.bytes.slice();
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    await db.modelWeights.put({ ...row, bytes });
  }

  async function failEachWrite(prepare: () => Promise<void>, act: () => Promise<unknown>): Promise<number> {
    for (let n = 1; ; n++) {
      await discard(db);
      open();
      await prepare();
      const before = await takeSnapshot(db);
      failure.failAt = n;
      const failed = await act().then(
        () => false,
        () => true,
      );
      if (!failed) {
        expect(await takeSnapshot(db)).not.toEqual(before);
        return n - 1;
      }
      expect(await takeSnapshot(db)).toEqual(before);
    }
  }

  return {
    get db() {
      return db;
    },
    get failure() {
      return failure;
    },
    save,
    add,
    setClock: (ms) => {
      clock = ms;
    },
    damageWeights,
    failEachWrite,
  };
}
