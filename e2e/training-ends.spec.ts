import { expect, test, type Page } from '@playwright/test';
import { makeCsv } from './make-files.ts';
import { chooseLongTraining, importFiles, openApp, openScreen, trainingProgress } from './steps.ts';

test.beforeEach(async ({ page }) => {
  await openApp(page);
  await importFiles(page, [makeCsv(120)]);
  await chooseLongTraining(page);
});

test('cancel leaves nothing behind and the screen is ready at once', async ({ page }) => {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('figure', { name: 'Loss curves' }).locator('path').first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await openScreen(page, 'Models');
  await expect(page.getByRole('table', { name: 'Model versions' })).toHaveCount(0);
});

test('stop and keep best ends in a version; the training goes on while other screens are looked at', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainingProgress(page)).toBeVisible();
  await openScreen(page, 'Today');
  await openScreen(page, 'Train');
  await expect(page.getByText(/epoch \d+ of at most 200/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await expect(page.getByRole('region', { name: 'Training result' })).toBeVisible({ timeout: 60_000 });
  await openScreen(page, 'Models');
  await expect(page.getByRole('table', { name: 'Model versions' }).getByRole('row')).toHaveCount(2);
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

test('a page closed while training goes on where it was, under Resume', async ({ page, context }) => {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  // Late enough for the epoch to have been noted, once a second, however fast this machine is.
  await expect(page.getByText(/epoch (1[2-9]|[2-9]\d|\d{3}) of at most 200/)).toBeVisible({
    timeout: 90_000,
  });
  await page.close();

  const again = await context.newPage();
  await openApp(again);
  await openScreen(again, 'Train');
  const notice = again.getByRole('status').filter({ hasText: 'Earlier trainings that did not end' });
  await expect(notice).toContainText(/interrupted.* It can go on where it was/);
  const before = Number(/in epoch (\d+)/.exec((await notice.textContent()) ?? '')?.[1]);
  expect(before).toBeGreaterThanOrEqual(2);
  const [kept] = await readKeptEpochs(again);
  expect(kept).toBeGreaterThanOrEqual(1);

  await again.getByRole('button', { name: 'Resume resting heart rate' }).click();
  const epochs = again.getByText(/epoch \d+ of at most 200/);
  await expect(epochs).toBeVisible({ timeout: 60_000 });
  const readEpoch = async () => Number(/epoch (\d+) of/.exec((await epochs.textContent()) ?? '')?.[1]);
  expect(await readEpoch()).toBeGreaterThanOrEqual(kept ?? Infinity);
  // Epochs go by faster than they can all be read.
  await expect.poll(readEpoch, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(before);
  await again.getByRole('button', { name: 'Stop and keep best' }).click();

  const result = again.getByRole('region', { name: 'Training result' });
  await expect(result).toBeVisible({ timeout: 60_000 });
  await result.getByText('Loss curves of this training').click();
  await result
    .getByRole('figure', { name: 'Loss curves' })
    .getByRole('button', { name: 'Show as table' })
    .click();
  const rows = result.getByRole('table', { name: 'Training and validation loss by epoch' }).getByRole('row');
  expect(await rows.count()).toBeGreaterThan(before);
  await expect(notice).toHaveCount(0);
  expect(await readKeptEpochs(again)).toEqual([]);
});

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
