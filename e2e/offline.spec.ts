import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { DIST } from '../scripts/build-app.mjs';
import { serveFolder } from '../scripts/serve.mjs';
import { makeCsv } from './make-files.ts';
import {
  chooseLongTraining,
  chooseSmallTraining,
  forecastRegion,
  importFiles,
  openApp,
  openScreen,
  trainingProgress,
} from './steps.ts';
import { watchPage } from './watch-page.ts';

/** Until the service worker holds the whole app and answers for this page. */
async function waitForOfflineCopy(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
}

test('after one visit the app opens, imports, trains and forecasts without a network', async ({
  page,
  context,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await waitForOfflineCopy(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try with sample data' }).first()).toBeVisible();
  await importFiles(page, [makeCsv(120)]);
  await chooseSmallTraining(page, { epochs: 3 });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible({ timeout: 150_000 });
  await openScreen(page, 'Today');
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+(\.\d)? ?bpm/);
  for (const screen of ['What if', 'Models', 'Settings', 'Data']) {
    await openScreen(page, screen);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }
  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);
});

test('a newer build is offered, waits while a training runs, and is switched to on request', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'pulsecast-build-'));
  cpSync(DIST, folder, { recursive: true });
  const server = await serveFolder(folder, 0);
  try {
    await page.goto(`http://localhost:${String(server.port)}/`);
    await waitForOfflineCopy(page);
    // Not by `importFiles`, which goes to the address of the other tests.
    await openScreen(page, 'Data');
    await page.getByLabel('Choose files to import').setInputFiles([makeCsv(120)]);
    await page.getByRole('button', { name: 'Add to my data' }).click();
    await expect(page.getByText(/^Added /)).toBeVisible();
    await chooseLongTraining(page);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(trainingProgress(page)).toBeVisible();

    for (const copy of ['sw.js', 'sw.js.br', 'sw.js.gz'])
      rmSync(join(folder, copy), { force: copy !== 'sw.js' });
    cpSync(join(DIST, 'sw.js'), join(folder, 'sw.js'));
    appendFileSync(join(folder, 'sw.js'), '\n// a newer build\n');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    const notice = page.getByRole('status').filter({ hasText: 'A newer version of Pulsecast is ready' });
    await expect(notice).toBeVisible();
    await notice.getByRole('button', { name: 'Update now' }).click();
    await expect(notice).toContainText('A training or an import is running');
    await expect(trainingProgress(page)).toBeVisible();

    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(trainingProgress(page)).toBeHidden();
    // The lock of the cancelled training goes a moment after it.
    await expect(async () => {
      if (await notice.isVisible()) await notice.getByRole('button', { name: 'Update now' }).click();
      await expect(notice).toBeHidden({ timeout: 1000 });
    }).toPass();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const waiting = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.waiting ?? null;
    });
    expect(waiting).toBeNull();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
