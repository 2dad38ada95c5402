import { expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import type { ExportEntry } from '../export-entry.ts';
import { appleHealthImporter } from './apple-health.ts';
import { streamLargeExport } from './large-export.fixture.ts';

const GIGABYTES = Number(process.env.SLOW_GIGABYTES ?? '4');
const MOST_EXTRA_BYTES = 200 * 1024 ** 2;
/** By then everything is compiled and the buffers are there. */
const WARM_BYTES = 256e6;
const STEP_BYTES = 64e6;

it('reads an export of 4 GB in memory that does not grow with it', async () => {
  const { records } = testPersona();
  const measured = { bytes: 0, baseline: 0, peak: 0 };
  const entry: ExportEntry = {
    path: 'export.xml',
    baseName: 'export.xml',
    byteLength: GIGABYTES * 1e9,
    storedLength: GIGABYTES * 1e9,
    lastModified: 0,
    fileIndex: 0,
    bytes: (signal) => streamMeasured(signal),
  };
  async function* streamMeasured(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    measured.bytes = 0;
    for (const piece of streamLargeExport(records, GIGABYTES * 1e9)) {
      signal.throwIfAborted();
      await Promise.resolve();
      const before = measured.bytes;
      measured.bytes += piece.length;
      if (Math.floor(before / STEP_BYTES) !== Math.floor(measured.bytes / STEP_BYTES)) {
        const { rss } = process.memoryUsage();
        if (measured.bytes < WARM_BYTES) measured.baseline = rss;
        measured.peak = Math.max(measured.peak, rss);
      }
      yield piece;
    }
  }
  const result = await appleHealthImporter.parse([entry], {
    timeZone: 'UTC',
    today: localDate('2025-11-24'),
    signal: new AbortController().signal,
  });
  expect(measured.bytes).toBeGreaterThan(GIGABYTES * 1e9);
  expect(result.people[0]?.dayCount).toBe(records.length);
  expect(result.rowsRejected).toBe(0);
  expect(measured.peak - measured.baseline).toBeLessThan(MOST_EXTRA_BYTES);
  console.log(
    `peak ${(measured.peak / 1e6).toFixed(0)} MB, of it ${(measured.baseline / 1e6).toFixed(0)} MB before the file`,
  );
});
