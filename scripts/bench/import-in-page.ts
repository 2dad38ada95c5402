import { createHealthData } from '#importers/apple/health-data.ts';
import { HealthReader } from '#importers/apple/health-reader.ts';
import { HEALTH_VOCABULARY } from '#importers/apple/health-vocabulary.ts';
import { createTagScanner } from '#importers/apple/tag-scanner.ts';
import { createZoneClocks } from '#importers/apple/zone-clocks.ts';
import { createProblemLog } from '#importers/problem-log.ts';
import { createZoneClock } from '#importers/zone-clock.ts';
import { localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';
import { streamLargeExport } from '#importers/apple/large-export.fixture.ts';
import { parseFiles, prepareImport } from '#workers/import-client.ts';
import { lockName } from '#workers/web-lock.ts';

export interface ImportTimes {
  readonly ms: number;
  /** Until the person sees that something happens; NaN where nothing is told. */
  readonly firstProgressMs: number;
}

const ZONE = 'UTC';

async function fetchExport(): Promise<File> {
  const response = await fetch('/export.zip');
  return new File([await response.blob()], 'export.zip');
}

/** Shorter than any dialog for choosing a file, and than a file is dragged over the page. */
const REACHING_MS = 1000;

/** From the dropped zip to days, in the worker, which starts when the person reaches for the file, as in the app. */
export async function importApple(): Promise<ImportTimes> {
  const file = await fetchExport();
  prepareImport();
  await new Promise((resolve) => setTimeout(resolve, REACHING_MS));
  const startedAt = performance.now();
  let firstProgressMs = NaN;
  const outcome = await parseFiles(
    { files: [file], timeZone: ZONE, today: localDate('2026-01-01') },
    {
      signal: new AbortController().signal,
      onProgress: ({ bytesRead }) => {
        if (Number.isNaN(firstProgressMs) && bytesRead > 0) firstProgressMs = performance.now() - startedAt;
      },
    },
  );
  const ms = performance.now() - startedAt;
  const days = outcome.ok ? (outcome.value[0]?.people[0]?.dayCount ?? 0) : 0;
  if (days === 0) throw new Error(`The import gave nothing: ${JSON.stringify(outcome)}`);
  return { ms, firstProgressMs };
}

/** Cancels in the middle of the file: from there until the worker is ended and another import may begin. */
export async function cancelImport(): Promise<number> {
  const file = await fetchExport();
  const cancel = new AbortController();
  let cancelledAt = NaN;
  const outcome = await parseFiles(
    { files: [file], timeZone: ZONE, today: localDate('2026-01-01') },
    {
      signal: cancel.signal,
      onProgress: ({ bytesRead, bytesTotal }) => {
        if (bytesRead < bytesTotal / 4 || cancel.signal.aborted) return;
        cancelledAt = performance.now();
        cancel.abort();
      },
    },
  );
  if (outcome.ok) throw new Error('The import ended before it was cancelled.');
  await navigator.locks.request(lockName('import'), () => undefined);
  return performance.now() - cancelledAt;
}

/** The same zip through a strict SAX parser in a worker, which makes nothing of the records. */
export async function importStrictSax(): Promise<ImportTimes> {
  const file = await fetchExport();
  const worker = new Worker(new URL('./strict-sax-worker.ts', import.meta.url), { type: 'module' });
  const startedAt = performance.now();
  const records = await new Promise<number>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<number>) => {
      resolve(data);
    });
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(message));
    });
    worker.postMessage(file);
  });
  const ms = performance.now() - startedAt;
  worker.terminate();
  if (records === 0) throw new Error('The parser found no records.');
  return { ms, firstProgressMs: NaN };
}

const SCANNED_BYTES = 64_000_000;
const SCANS = 5;

/** Scanning alone, without unpacking: MB of XML per second, the best of a few. */
export function scanApple(): number {
  const { records } = generatePersona('officeWorker', { seed: 5, start: localDate('2024-01-01'), days: 60 });
  const pieces: Uint8Array[] = [];
  for (const piece of streamLargeExport(records, SCANNED_BYTES)) pieces.push(piece.slice());
  const megabytes = pieces.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const times = Array.from({ length: SCANS }, () => scan(pieces));
  return megabytes / (Math.min(...times) / 1000);
}

function scan(pieces: readonly Uint8Array[]): number {
  const startedAt = performance.now();
  const settings = { clocks: createZoneClocks(), problems: createProblemLog() };
  const scanner = createTagScanner(
    HEALTH_VOCABULARY,
    new HealthReader(createHealthData(createZoneClock(ZONE)), settings),
  );
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return performance.now() - startedAt;
}
