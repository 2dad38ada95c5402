import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browser.mjs';
import { makeCsv } from './make-files.ts';
import { chooseSmallTraining, importFiles, openApp, openScreen } from './steps.ts';

test('without WebGL the training runs on the CPU by itself, and says so', async ({ baseURL }) => {
  const browser = await chromium.launch(launchOptions({ webgl: false }));
  try {
    const page = await browser.newPage({
      baseURL: baseURL ?? '',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    await openApp(page);
    await importFiles(page, [makeCsv(120)]);
    await chooseSmallTraining(page, { epochs: 2 });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const result = page.getByRole('region', { name: 'Training result' });
    await expect(result).toBeVisible({ timeout: 120_000 });
    await result.getByText('Settings, seed, engine and time').click();
    await expect(result).toContainText(/CPU/);
    await openScreen(page, 'Settings');
    await expect(page.getByRole('radio', { name: 'GPU (WebGL)' })).toBeVisible();
    await expect(
      page
        .getByText(/WebGL/)
        .filter({ hasText: /not|cannot|no /i })
        .first(),
    ).toBeVisible();
  } finally {
    await browser.close();
  }
});
