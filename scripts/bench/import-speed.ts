import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ZipWriter } from '@zip.js/zip.js';
import type { Browser } from 'playwright';
import { localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';
import { streamLargeExport } from '#importers/apple/large-export.fixture.ts';
import { ask, BUILT, openPage } from './bench-browser.ts';
import { takeQuantile, type BenchFigures } from './figures.ts';

const XML_BYTES = 478_000_000;
const ROUNDS = 3;

/** MB of XML per second from a zip to day records, beside a strict SAX parser on the same zip. */
export async function measureImport(browser: Browser, address: string, figures: BenchFigures): Promise<void> {
  console.error('import: writing the export');
  const megabytes = (await writeZip(join(BUILT, 'export.zip'))) / 1e6;
  const runs = { 'apple-health': 'importApple', 'strict-sax': 'importStrictSax' } as const;
  const times: Record<keyof typeof runs, number[]> = { 'apple-health': [], 'strict-sax': [] };
  const firstProgress: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['apple-health', 'strict-sax'] as const) {
      const page = await openPage(browser, address);
      const { ms, firstProgressMs } = await ask(page, runs[name]);
      await page.close();
      console.error(`${name}: ${(megabytes / (ms / 1000)).toFixed(0)} MB/s`);
      times[name].push(ms);
      if (name === 'apple-health') firstProgress.push(firstProgressMs);
    }
  }
  for (const name of ['apple-health', 'strict-sax'] as const) {
    figures.importMBps[name] = megabytes / (takeQuantile(times[name], 0.5) / 1000);
  }
  figures.importFirstProgressMs = takeQuantile(firstProgress, 0.5);
  figures.importCancelMs = takeQuantile(await measureCancel(browser, address), 0.5);
  const page = await openPage(browser, address);
  figures.importMBps['apple-health, scan only'] = await ask(page, 'scanApple');
  await page.close();
}

async function measureCancel(browser: Browser, address: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await openPage(browser, address);
    times.push(await ask(page, 'cancelImport'));
    await page.close();
  }
  return times;
}

/** Writes the zip as an iPhone names it; bytes of the XML in it. */
async function writeZip(path: string): Promise<number> {
  const { records } = generatePersona('officeWorker', { seed: 5, start: localDate('2024-01-01'), days: 500 });
  const pieces = streamLargeExport(records, XML_BYTES);
  let bytes = 0;
  const xml = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = pieces.next();
      if (next.done === true) {
        controller.close();
        return;
      }
      bytes += next.value.length;
      controller.enqueue(next.value.slice());
    },
  });
  const file = await open(path, 'w');
  const disk = new WritableStream<Uint8Array>({
    write: async (piece) => {
      await file.write(piece);
    },
    close: () => file.close(),
  });
  const writer = new ZipWriter(disk, { useWebWorkers: false });
  await writer.add('apple_health_export/export.xml', xml);
  await writer.close();
  return bytes;
}
