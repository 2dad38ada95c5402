import type { Browser } from 'playwright';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { buildApp, DIST } from '../build-app.mjs';
import { serveFolder } from '../serve.mjs';
import { BENCH_RECORDS, BENCH_TODAY } from './bench-days.ts';

const ENGINE_LABELS = { wasm: 'CPU (WebAssembly)', webgl: 'GPU (WebGL)' } as const;

export interface AppTraining {
  /** From the click on "Train both" until both metrics are done: Standard, two years of days. */
  readonly trainingMs: number;
  /** The main thread's longest task meanwhile; 0 where none took 50 ms, which is where browsers begin to tell. */
  readonly longestTaskMs: number;
}

declare global {
  var longTasks: number[];
}

/** Imports two years of days into the built app and trains both metrics there, as a person does. */
export async function trainInApp(browser: Browser, engine: keyof typeof ENGINE_LABELS): Promise<AppTraining> {
  const problem = await buildApp();
  if (problem !== null) throw new Error(problem);
  const server = await serveFolder(DIST, 0);
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  try {
    await page.clock.setFixedTime(new Date(`${BENCH_TODAY}T09:00:00+02:00`));
    const address = `http://localhost:${String(server.port)}/`;
    await page.goto(`${address}#/data`);
    const csv = Buffer.from(writeTidyCsv(BENCH_RECORDS));
    await page
      .getByLabel('Choose files to import')
      .setInputFiles([{ name: 'days.csv', mimeType: 'text/csv', buffer: csv }]);
    await page.getByRole('button', { name: 'Add to my data' }).click();
    await page.getByText(/^Added /).waitFor();
    await page.goto(`${address}#/settings`);
    // The choice shows once it is stored, so `check` would be impatient.
    await page.getByRole('radio', { name: ENGINE_LABELS[engine] }).click();
    await page.locator(`input[type=radio][value=${engine}]:checked`).waitFor();
    await page.goto(`${address}#/train`);
    await page.getByRole('radio', { name: 'Standard' }).check();
    const train = page.getByRole('button', { name: 'Train both' });
    await train.waitFor();
    await page.evaluate(() => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => {
        globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask' });
    });
    const startedAt = performance.now();
    await train.click();
    await page.getByRole('button', { name: 'Close the result' }).waitFor({ timeout: 20 * 60_000 });
    const trainingMs = performance.now() - startedAt;
    const tasks = await page.evaluate(() => globalThis.longTasks);
    return { trainingMs, longestTaskMs: Math.max(0, ...tasks) };
  } finally {
    await page.close();
    await server.close();
  }
}
