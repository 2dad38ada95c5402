import { describe, expect, it } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import { readDayRecords } from './day-records.ts';
import { toStorageFault } from './faults.ts';
import { takeSnapshot } from './fresh-profile.fixture.ts';
import { listImports, undoImport } from './imports.ts';
import { openBench } from './promise-bench.fixture.ts';
import { stageDays } from './staged-import.fixture.ts';

/** What the storage promises of imports. */
export function describeImportPromises(): void {
  const bench = openBench();
  const { add, failEachWrite } = bench;

  describe('an import', () => {
    const january = stageDays(
      { '2024-01-01': { steps: 100, floors: 3 }, '2024-01-02': { steps: 200 } },
      { fingerprint: 'january' },
    );
    const correction = stageDays(
      { '2024-01-02': { steps: 250 }, '2024-01-03': { steps: 300 } },
      { fingerprint: 'correction' },
    );

    it('becomes day records, and the same bytes again change nothing', async () => {
      const [added] = await add(january);
      expect(added).toMatchObject({
        alreadyPresent: false,
        record: { sequence: 1, fileName: 'january.csv' },
      });
      const before = await takeSnapshot(bench.db);
      expect(await add(january, january)).toEqual([
        { record: added?.record, alreadyPresent: true },
        { record: added?.record, alreadyPresent: true },
      ]);
      expect(await takeSnapshot(bench.db)).toEqual(before);
    });

    it('is added once where one drop holds the same bytes twice', async () => {
      expect((await add(january, january)).map(({ alreadyPresent }) => alreadyPresent)).toEqual([
        false,
        true,
      ]);
      expect(await listImports(bench.db)).toHaveLength(1);
    });

    it('of another person in the same file is another import', async () => {
      const other = stageDays({ '2024-01-05': { steps: 1 } }, { fingerprint: 'january', person: 'Ben' });
      expect((await add(january, other)).map(({ alreadyPresent }) => alreadyPresent)).toEqual([false, false]);
    });

    it('that is undone lets older values reappear', async () => {
      await add(january);
      const before = await readDayRecords(bench.db);
      const [later] = await add(correction);
      expect((await readDayRecords(bench.db)).map(stepsOf)).toEqual([100, 250, 300]);
      await undoImport(bench.db, later?.record.id ?? '');
      expect(await readDayRecords(bench.db)).toEqual(before);
      expect((await listImports(bench.db)).map(({ fileName }) => fileName)).toEqual(['january.csv']);
      expect(await undoImport(bench.db, 'unknown')).toBeNull();
    });

    it('of an unfinished day gives way to a complete one and never replaces it', async () => {
      await add(stageDays({ '2024-01-01': { steps: 50 } }, { fingerprint: 'a', partialFrom: '2024-01-01' }));
      expect(await readDayRecords(bench.db)).toMatchObject([{ values: { steps: 50 }, partial: true }]);
      await add(stageDays({ '2024-01-01': { steps: 9000 } }, { fingerprint: 'b' }));
      await add(stageDays({ '2024-01-01': { steps: 70 } }, { fingerprint: 'c', partialFrom: '2024-01-01' }));
      expect(await readDayRecords(bench.db)).toMatchObject([{ values: { steps: 9000 }, partial: false }]);
    });

    it('is all there or not at all whichever write fails, and so is its undoing', async () => {
      const adding = await failEachWrite(
        async () => {
          await add(january);
        },
        () => add(correction, stageDays({ '2024-02-01': { steps: 1 } }, { fingerprint: 'more' })),
      );
      expect(adding).toBeGreaterThanOrEqual(6);
      const undoing = await failEachWrite(
        async () => {
          await add(january, correction);
        },
        async () => undoImport(bench.db, (await listImports(bench.db))[0]?.id ?? ''),
      );
      expect(undoing).toBeGreaterThanOrEqual(4);
    });

    it('says that the disk is full and keeps what was there', async () => {
      await add(january);
      const before = await takeSnapshot(bench.db);
      bench.failure.error = new DOMException('no room', 'QuotaExceededError');
      bench.failure.failAt = 2;
      const error: unknown = await add(correction).catch((reason: unknown) => reason);
      expect(toStorageFault(error).kind).toBe('storageFull');
      expect(await takeSnapshot(bench.db)).toEqual(before);
    });

    it('is repeated once when the browser drops the connection', async () => {
      bench.failure.error = new DOMException(
        'Connection to Indexed Database server lost. Refresh the page',
        'UnknownError',
      );
      bench.failure.failAt = 2;
      expect(await add(january)).toMatchObject([{ alreadyPresent: false }]);
      expect(await readDayRecords(bench.db)).toHaveLength(2);
    });
  });
}

function stepsOf({ values }: DayRecord): number | undefined {
  return values.steps;
}
