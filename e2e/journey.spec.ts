import { expect, test, type Page } from '@playwright/test';
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

test('a person imports a CSV, trains both metrics, reads tomorrow, reloads and rolls back, asks what if and backs up', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await importFiles(page, [makeCsv(120)]);
  await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row')).toHaveCount(2);

  await chooseLongTraining(page, 30);
  await page.getByRole('button', { name: 'Train both' }).click();
  // Both at once: there is no GPU here, so the networks train on WebAssembly.
  for (const metric of ['Resting heart rate', 'HRV (RMSSD)'] as const)
    await expect(trainingProgress(page, metric)).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Loss curves' })).toHaveCount(2, { timeout: 90_000 });
  const curves = page.getByRole('figure', { name: 'Loss curves' }).first();
  await expect(curves.locator('path.recharts-line-curve').first()).toHaveAttribute('d', /L|C/, {
    timeout: 90_000,
  });
  const early = await curves.locator('path.recharts-line-curve').first().getAttribute('d');
  await expect
    .poll(() => curves.locator('path.recharts-line-curve').first().getAttribute('d'), { timeout: 90_000 })
    .not.toBe(early);
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('heading', { name: 'HRV (RMSSD)' })).toBeVisible({ timeout: 150_000 });
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible();
  await expect(result.getByRole('row', { name: /^Yesterday’s value/ })).toHaveCount(2);

  await openScreen(page, 'Today');
  const heart = forecastRegion(page, 'Resting heart rate');
  await expect(heart).toContainText(/\d+(\.\d)? ?bpm/);
  await expect(heart).toContainText('80 % range');
  await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
  await expect(heart).toContainText('Network v1.0.0');
  const before = await heart.innerText();

  await page.reload();
  await expect(heart).toContainText(/\d+(\.\d)? ?bpm/);
  await expect.poll(() => heart.innerText()).toBe(before);

  // A network of the raw value, trained for one epoch, loses to the simple forecasts: once it is active, theirs is
  // the number that is shown.
  await chooseSmallTraining(page, { epochs: 1, seed: 2 });
  await page.getByLabel('Target').selectOption('The value itself (classic target)');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible({ timeout: 150_000 });
  await expect(result).toContainText('Not active');
  await makeActive(page, '2.0.0');
  await openScreen(page, 'Today');
  await expect(heart).toContainText('Best simple forecast');
  await makeActive(page, '1.0.0');
  await openScreen(page, 'Today');
  await expect.poll(() => heart.innerText(), 'rolling back brings the earlier number back').toBe(before);

  await openScreen(page, 'What if');
  await expect(page.getByRole('region', { name: 'Scenario result' })).toContainText(/\d+(\.\d)? ?bpm/);
  await openScreen(page, 'Data');
  await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row')).toHaveCount(2);
  await openScreen(page, 'Settings');
  await page.getByLabel('Password (optional)').fill('correct horse');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up' }).click();
  expect((await download).suggestedFilename()).toBe('pulsecast-backup-me-2025-06-16.zip');

  expect(watch.offOrigin).toEqual([]);
  expect(watch.violations).toEqual([]);
  expect(watch.errors).toEqual([]);
});

async function makeActive(page: Page, version: string): Promise<void> {
  await openScreen(page, 'Models');
  const row = page
    .getByRole('table', { name: 'Model versions' })
    .getByRole('row', { name: new RegExp(`${version}.*Resting heart rate`) });
  await row.getByRole('button', { name: /Make active/ }).click();
  await expect(row.getByRole('button', { name: /Make active/ })).toHaveCount(0);
}
