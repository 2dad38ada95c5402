import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { launchOptions } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';
import type { BenchPage } from './page.ts';

type BenchCall = Exclude<keyof BenchPage, 'open'>;

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
export const BUILT = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/** Builds the page of the benchmark as the app is built, serves it as the app is served, and starts one browser. */
export async function startBench(): Promise<{
  browser: Browser;
  address: string;
  close: () => Promise<void>;
}> {
  await build({
    configFile: false,
    root: SOURCE,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
      // TensorFlow.js registers its kernels by imports that it calls free of side effects.
      rolldownOptions: { treeshake: { moduleSideEffects: true }, checks: { bundlerTimings: false } },
    },
  });
  const server = await serveFolder(BUILT, 0);
  const browser = await chromium.launch(launchOptions());
  return {
    browser,
    address: `http://localhost:${String(server.port)}/`,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A page of its own per contender: nothing of one, shaders least of all, is there for another. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    console.error(error);
  });
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

export async function openContender(page: Page, name: string): Promise<number> {
  return await page.evaluate((which) => globalThis.bench.open(which), name);
}

export async function ask<Name extends BenchCall>(
  page: Page,
  call: Name,
): Promise<Awaited<ReturnType<BenchPage[Name]>>> {
  const answer: unknown = await page.evaluate((which: BenchCall): unknown => globalThis.bench[which](), call);
  return answer as Awaited<ReturnType<BenchPage[Name]>>;
}
