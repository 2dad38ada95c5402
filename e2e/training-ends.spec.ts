import { expect, test, type Page } from '@playwright/test';
import { makeCsv } from './make-files.ts';
import {
  chooseLongTraining,
  importFiles,
  openApp,
  openScreen,
  readEpochs,
  trainingEpochs,
  trainingProgress,
} from './steps.ts';

/** The worker that forecasts and checks requirements stays as long as the page. */
const FORECASTS = 1;

test.beforeEach(async ({ page }) => {
  await openApp(page);
  await importFiles(page, [makeCsv(120)]);
  await chooseLongTraining(page);
});

test('cancel ends both trainings, leaves nothing behind and the screen is ready at once', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Train both' }).click();
  await expect(page.getByRole('application', { name: /^Training and validation loss by epoch/ })).toHaveCount(
    2,
  );
  await expect.poll(() => page.workers().length).toBeGreaterThanOrEqual(FORECASTS + 2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await expect.poll(() => page.workers().length, 'no other worker is left').toBe(FORECASTS);
  await openScreen(page, 'Models');
  await expect(page.getByRole('table', { name: 'Model versions' })).toHaveCount(0);
});

test('stop and keep best ends both in a version; they train on while other screens are looked at', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Train both' }).click();
  for (const metric of ['Resting heart rate', 'HRV (RMSSD)'] as const)
    await expect(trainingProgress(page, metric)).toBeVisible();
  await openScreen(page, 'Today');
  await openScreen(page, 'Train');
  await expect(trainingEpochs(page)).toHaveCount(2, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await expect(page.getByRole('button', { name: 'Close the result' })).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => page.workers().length, 'no other worker is left').toBe(FORECASTS);
  await openScreen(page, 'Models');
  await expect(page.getByRole('table', { name: 'Model versions' }).getByRole('row')).toHaveCount(3);
});

test('a page closed while training says so afterwards, and another tab waits meanwhile', async ({
  page,
  context,
}) => {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/epoch [2-9] of at most 200/)).toBeVisible({ timeout: 60_000 });

  const other = await context.newPage();
  await openApp(other);
  await openScreen(other, 'Train');
  await expect(other.getByText(/is running in another tab/)).toBeVisible();
  await other.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(other.getByText(/Another tab is training/)).toBeVisible();

  await page.close();
  await other.reload();
  await expect(other.getByText(/was interrupted.*because the page was closed/)).toBeVisible();
  await openScreen(other, 'Models');
  await expect(other.getByRole('table', { name: 'Model versions' })).toHaveCount(0);
});

test('a page closed while training both goes on where each was, under Resume', async ({ page, context }) => {
  await page.getByRole('button', { name: 'Train both' }).click();
  // Late enough for the epochs to have been noted, once a second, however fast this machine is.
  await expect
    .poll(async () => lowestOf(await readEpochs(page)), { timeout: 120_000 })
    .toBeGreaterThanOrEqual(12);
  await page.close();

  const again = await context.newPage();
  await openApp(again);
  await openScreen(again, 'Train');
  const notice = again.getByRole('status').filter({ hasText: 'Earlier trainings that did not end' });
  await expect(notice.getByText(/interrupted.* It can go on where it was/)).toHaveCount(2);
  for (const metric of ['resting heart rate', 'HRV (RMSSD)'])
    await expect(notice.getByRole('button', { name: `Resume ${metric}` })).toBeVisible();
  const text = (await notice.textContent()) ?? '';
  const before = Math.max(...[...text.matchAll(/in epoch (\d+)/g)].map((found) => Number(found[1])));
  const kept = await readKeptEpochs(again);
  expect(kept).toHaveLength(2);
  expect(Math.min(...kept)).toBeGreaterThanOrEqual(1);

  await again.getByRole('button', { name: 'Resume both' }).click();
  await expect(trainingEpochs(again)).toHaveCount(2, { timeout: 60_000 });
  expect(lowestOf(await readEpochs(again))).toBeGreaterThanOrEqual(Math.min(...kept));
  // Epochs go by faster than they can all be read.
  await expect
    .poll(async () => lowestOf(await readEpochs(again)), { timeout: 90_000, intervals: [100] })
    .toBeGreaterThan(before);
  await again.getByRole('button', { name: 'Stop and keep best' }).click();

  const result = again.getByRole('region', { name: 'Training result' });
  await expect(again.getByRole('button', { name: 'Close the result' })).toBeVisible({ timeout: 60_000 });
  for (const metric of ['Resting heart rate', 'HRV (RMSSD)']) {
    const own = result.getByRole('article', { name: metric });
    await own.getByText('Loss curves of this training').click();
    const curves = own.getByRole('figure', { name: 'Loss curves' });
    await curves.getByRole('button', { name: 'Show as table' }).click();
    const losses = own.getByRole('table', { name: 'Training and validation loss by epoch' });
    expect(await losses.getByRole('row').count()).toBeGreaterThan(before);
  }
  await expect(notice).toHaveCount(0);
  expect(await readKeptEpochs(again)).toEqual([]);
});

test('a worker that the browser ends is noticed at once; the other trains on, and the lost one can go on', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Train both' }).click();
  await expect.poll(async () => lowestOf(await readEpochs(page)), { timeout: 90_000 }).toBeGreaterThan(0);
  // The last to be started is one of the two that train.
  await page
    .workers()
    .at(-1)
    ?.evaluate(() => {
      self.close();
    });
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('alert')).toContainText(
    'The browser ended the work in the background, most likely because memory was short. Close other tabs',
  );
  await expect(trainingEpochs(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await page.getByRole('button', { name: 'Close the result' }).click({ timeout: 60_000 });
  const notice = page.getByRole('status').filter({ hasText: 'Earlier trainings that did not end' });
  await expect(notice.getByText(/failed\. The browser ended .* It can go on where it was/)).toHaveCount(1);
  await notice.getByRole('button', { name: /^Resume (resting heart rate|HRV)/ }).click();
  await expect(trainingEpochs(page)).toHaveCount(1, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await expect(result.getByRole('link', { name: /under Models$/ })).toBeVisible({ timeout: 60_000 });
});

/** Of both metrics; 0 until both have one. */
function lowestOf(epochs: readonly number[]): number {
  return epochs.length === 2 ? Math.min(...epochs) : 0;
}

/** Epochs in each checkpoint of the page's only profile. */
async function readKeptEpochs(page: Page): Promise<readonly number[]> {
  return await page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.message));
        };
      });
    const { name } =
      (await indexedDB.databases()).find((each) => each.name?.startsWith('pulsecast-profile-')) ?? {};
    const db = await ask(indexedDB.open(name ?? ''));
    const rows: readonly { checkpoint: { stage: { losses: readonly unknown[] } | null } }[] = await ask(
      db.transaction('checkpoints').objectStore('checkpoints').getAll(),
    );
    db.close();
    return rows.map(({ checkpoint }) => checkpoint.stage?.losses.length ?? 0);
  });
}
