import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DIST } from '../scripts/build-app.mjs';
import { listEntryScripts, listScripts, measureDownload } from '../scripts/module-graph.mjs';
import { SECURITY_HEADERS } from '../scripts/security-headers.mjs';
import { forecastRegion } from './steps.ts';
import { watchPage } from './watch-page.ts';

const LANDING_SCRIPT_BYTES = 150_000;
const TODAY_SCRIPT_BYTES = 290_000;

/** A name of Recharts that survives minifying: the class of its drawing. */
const RECHARTS = /recharts-surface/;

/** Names of TensorFlow.js that survive minifying: flags of its WebGL backend and a message of its core. */
const TENSORFLOW = /WEBGL_RENDER_FLOAT32_ENABLED|WEBGL_PACK|TensorFlow\.js/;

function workerScript(): string {
  const script = listScripts(DIST).find((path) => path.includes('-worker'));
  if (script === undefined) throw new Error('dist holds no worker script');
  return `/${script}`;
}

function scriptText(path: string): string {
  return readFileSync(join(DIST, path), 'utf8');
}

for (const [what, path] of [
  ['the page', () => '/'],
  ['a worker script', workerScript],
  ['a file that does not exist', () => '/nothing-here.js'],
] as const) {
  test(`the server sends every security header with ${what}`, async ({ request }) => {
    const headers = (await request.get(path())).headers();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(headers[name.toLowerCase()], name).toBe(value);
    }
  });
}

test('the server compresses, caches hashed files for good and asks again for the page', async ({
  request,
}) => {
  const script = await request.get(workerScript(), { headers: { 'accept-encoding': 'br, gzip' } });
  expect(script.headers()['content-encoding']).toBe('br');
  expect(script.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
  const older = await request.get(workerScript(), { headers: { 'accept-encoding': 'gzip' } });
  expect(older.headers()['content-encoding']).toBe('gzip');
  expect((await request.get('/')).headers()['cache-control']).toBe('no-cache');
});

test('a host that sends no headers still gets the policy from the page', () => {
  expect(readFileSync(join(DIST, 'index.html'), 'utf8')).toContain('http-equiv="Content-Security-Policy"');
});

test('the entry chunk and what it imports hold no TensorFlow.js', () => {
  expect(
    listScripts(DIST).filter((path) => TENSORFLOW.test(scriptText(path))),
    'the search finds it where it is',
  ).not.toEqual([]);
  expect(listEntryScripts(DIST).filter((path) => TENSORFLOW.test(scriptText(path)))).toEqual([]);
});

test('the landing page loads at most 150 kB of script, without errors, from this origin only', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname.slice(1));
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: 'Try with sample data' })).toBeVisible();
  expect(scripts).toEqual(expect.arrayContaining([...listEntryScripts(DIST)]));
  const bytes = [...new Set(scripts)].reduce((sum, path) => sum + measureDownload(DIST, path), 0);
  expect(bytes).toBeLessThanOrEqual(LANDING_SCRIPT_BYTES);
  expect(scripts.filter((path) => TENSORFLOW.test(scriptText(path)))).toEqual([]);
  expect(watch.errors).toEqual([]);
  expect(watch.offOrigin).toEqual([]);
  expect(watch.violations).toEqual([]);
});

test('Today loads at most 290 kB of script, its worker included, its numbers before its charts, and charts only where a screen has one', async ({
  page,
}) => {
  const files: string[] = [];
  page.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    // What the service worker keeps for later comes after the screen and is no part of it.
    if (origin === new URL(page.url()).origin && response.request().serviceWorker() === null)
      files.push(pathname.slice(1));
  });
  await page.goto('/');
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'HRV').locator('.recharts-surface').first()).toBeVisible();
  const withCharts = (paths: readonly string[]) =>
    paths.filter((path) => path.endsWith('.js') && RECHARTS.test(scriptText(path)));
  expect(withCharts(files), 'the search finds it where it is').not.toEqual([]);

  files.length = 0;
  await page.reload();
  await expect(forecastRegion(page, 'HRV').locator('.recharts-surface').first()).toBeVisible();
  const loaded = [...new Set(files)].filter((path) => /\.(js|wasm)$/.test(path));
  const bytes = loaded.reduce((sum, path) => sum + measureDownload(DIST, path), 0);
  expect(bytes, loaded.join(' ')).toBeLessThanOrEqual(TODAY_SCRIPT_BYTES);

  for (const screen of ['settings', 'data']) {
    files.length = 0;
    await page.goto('about:blank');
    await page.goto(`/#/${screen}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(withCharts(files), screen).toEqual([]);
  }
});

test('a browser that keeps nothing for the page is told from one that is slow', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('The user denied permission to access the database.', 'SecurityError');
      },
    });
  });
  for (const path of ['/', '/#/today', '/#/settings']) {
    await page.goto(path);
    await expect(page.getByRole('alert')).toContainText('Pulsecast cannot keep anything here');
    await expect(page.getByRole('button', { name: 'Reload Pulsecast' })).toBeVisible();
  }
});

/** Runs in the page or the worker; the directive that blocked the request, `reached` where nothing did. */
async function tryToReach(url: string): Promise<string> {
  const violation = new Promise<string>((resolve) => {
    globalThis.addEventListener('securitypolicyviolation', (event) => {
      resolve(event.effectiveDirective);
    });
  });
  return fetch(url).then(
    () => 'reached',
    () => violation,
  );
}

test.describe('a request to another origin', () => {
  let canary: Server;
  let address = '';
  let hits = 0;

  test.beforeAll(async () => {
    canary = createServer((_, response) => {
      hits += 1;
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('reached');
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const bound = canary.address();
    if (bound === null || typeof bound === 'string') throw new Error('the canary has no port');
    address = `http://127.0.0.1:${String(bound.port)}/canary`;
  });

  test.afterAll(() => canary.close());

  test('is blocked by the policy in the page', async ({ page, request, baseURL }) => {
    expect(await (await request.get(address)).text(), 'the canary answers').toBe('reached');
    hits = 0;
    const watch = watchPage(page, new URL(baseURL ?? '').origin);
    await page.goto('/');
    expect(await page.evaluate(tryToReach, address)).toBe('connect-src');
    expect(hits).toBe(0);
    await expect
      .poll(() => watch.violations, 'the journeys would see it')
      .toEqual([`connect-src ${address}`]);
  });

  test('is blocked by the policy in a worker', async ({ page, baseURL }) => {
    hits = 0;
    const watch = watchPage(page, new URL(baseURL ?? '').origin);
    await page.goto('/');
    const [worker] = await Promise.all([
      page.waitForEvent('worker'),
      page.evaluate((script) => {
        new Worker(script, { type: 'module' });
      }, workerScript()),
    ]);
    expect(await worker.evaluate(tryToReach, address)).toBe('connect-src');
    expect(hits).toBe(0);
    await expect
      .poll(() => watch.violations, 'the journeys would see it')
      .toEqual([`connect-src ${address}`]);
  });
});
