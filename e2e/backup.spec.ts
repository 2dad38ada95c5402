import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { makeCsv } from './make-files.ts';
import { forecastRegion, importFiles, openApp, openScreen } from './steps.ts';
import { watchPage } from './watch-page.ts';

interface Saved {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function backUp(page: Page, password: string): Promise<Saved> {
  await openScreen(page, 'Settings');
  if (password !== '') await page.getByLabel('Password (optional)').fill(password);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up' }).click();
  const file = await download;
  await expect(page.getByText(/^Last backup: /)).toBeVisible();
  return {
    name: file.suggestedFilename(),
    mimeType: 'application/zip',
    buffer: readFileSync(await file.path()),
  };
}

test('an encrypted backup brings everything back after all was deleted', async ({ page, baseURL }) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await importFiles(page, [makeCsv(60)]);
  const backup = await backUp(page, 'correct horse');
  expect(backup.name).toBe('pulsecast-backup-me-2025-06-16.zip');

  await page.getByRole('button', { name: 'Delete my data' }).click();
  await page.getByRole('radio', { name: /Everything of all profiles/ }).check();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('button', { name: 'Try with sample data' }).first()).toBeVisible();

  await openScreen(page, 'Settings');
  await page.getByLabel('Choose a backup to restore').setInputFiles(backup);
  await page.getByLabel('Password of the backup').fill('wrong horse');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(
    page.getByText('The password does not open this backup, or the file was changed.'),
  ).toBeVisible();
  await page.getByLabel('Password of the backup').fill('correct horse');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('60 days, 1 import, 0 model versions.')).toBeVisible();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await openScreen(page, 'Data');
  await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row')).toHaveCount(2);
  await openScreen(page, 'Today');
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+(\.\d)? ?bpm/);
  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);

  // A browser that clears the page's databases by itself; a document without the app holds none of them open.
  await page.goto('./manifest.webmanifest');
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
  });
  await page.goto('./');
  await expect(page.getByText(/^You had data here, and the browser has deleted them\./)).toBeVisible();
});

test('a backup replaces, merges, or is refused with a sentence and changes nothing', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [makeCsv(60)]);
  const backup = await backUp(page, '');
  await importFiles(page, [makeCsv(30, 'more.csv')]);
  const imports = page.getByRole('table', { name: 'Imports' }).getByRole('row');
  await expect(imports).toHaveCount(3);

  await openScreen(page, 'Settings');
  const chooser = page.getByLabel('Choose a backup to restore');
  await chooser.setInputFiles({ ...backup, buffer: backup.buffer.subarray(0, backup.buffer.length - 100) });
  await expect(page.getByText(/This file is no backup of Pulsecast/)).toBeVisible();

  await chooser.setInputFiles(backup);
  await page.getByRole('radio', { name: /add what is missing/ }).check();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await expect(page.getByText(/^The backup of .* is restored\.$/)).toBeVisible();
  await openScreen(page, 'Data');
  await expect(imports).toHaveCount(3);

  await openScreen(page, 'Settings');
  await chooser.setInputFiles(backup);
  await page.getByRole('radio', { name: /replace everything/ }).check();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await expect(page.getByText(/^The backup of .* is restored\.$/)).toBeVisible();
  await openScreen(page, 'Data');
  await expect(imports).toHaveCount(2);
});
