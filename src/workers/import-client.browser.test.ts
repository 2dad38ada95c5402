import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localDate } from '#core/local-date.ts';
import { countWorkers, type CountedWorkers } from './counted-workers.fixture.ts';
import { parseFiles, prepareImport } from './import-client.ts';

const CSV = new File(['date,restingHeartRateBpm\n2025-06-01,55\n2025-06-02,56\n'], 'days.csv');

let workers: CountedWorkers;

beforeEach(() => {
  workers = countWorkers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function countDays(): Promise<number | undefined> {
  const parsed = await parseFiles(
    { files: [CSV], timeZone: 'UTC', today: localDate('2025-07-01') },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  return parsed.ok ? parsed.value[0]?.people[0]?.dayCount : undefined;
}

describe('the worker of an import', () => {
  it('is the one that was started when the person reached for a file, and is ended afterwards', async () => {
    prepareImport();
    prepareImport();
    expect(workers.alive.size).toBe(1);
    expect(await countDays()).toBe(2);
    // Had another one read the file, the prepared one would still live.
    expect(workers.alive.size).toBe(0);
  });

  it('is started where nobody prepared one, or the prepared one has died', async () => {
    expect(await countDays()).toBe(2);
    prepareImport();
    const [dead] = workers.alive;
    dead?.dispatchEvent(new ErrorEvent('error', { message: 'gone' }));
    expect(await countDays()).toBe(2);
    expect(dead).toBeDefined();
    expect(workers.alive.size).toBe(0);
  });
});
