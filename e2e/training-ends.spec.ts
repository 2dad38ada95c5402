import { expect, test } from '@playwright/test';
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
