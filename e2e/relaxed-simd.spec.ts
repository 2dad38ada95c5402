import { expect, test, type Page } from '@playwright/test';
import { makeCsv } from './make-files.ts';
import { chooseSmallTraining, importFiles, openApp, openScreen } from './steps.ts';

const TOGGLE = 'Relaxed SIMD on WebAssembly';

test('relaxed SIMD is a choice, and a version that was trained with it says so', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [makeCsv(120)]);
  await openScreen(page, 'Settings');
  await page.getByRole('radio', { name: 'CPU (WebAssembly)' }).click();
  await expect(page.getByText('WebAssembly with SIMD on the processor')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: TOGGLE })).not.toBeChecked();
  await page.getByRole('checkbox', { name: TOGGLE }).check();
  await expect(page.getByText('WebAssembly with relaxed SIMD on the processor')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: TOGGLE })).toBeChecked();

  await chooseSmallTraining(page, { epochs: 2 });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result).toBeVisible({ timeout: 120_000 });
  await result.getByText('Settings, seed, engine and time').click();
  await expect(result).toContainText(
    /Ran on CPU .*relaxed SIMD.*\. The last digits may differ on another machine\./,
  );
});

test('where the browser has no relaxed SIMD, it cannot be chosen and the reason stands there', async ({
  page,
}) => {
  // Before the page is there: a worker that was loaded once comes from the browser's cache.
  await takeRelaxedSimdAway(page);
  await openApp(page);
  await importFiles(page, [makeCsv(40)]);
  await openScreen(page, 'Settings');
  const toggle = page.getByRole('checkbox', { name: TOGGLE });
  await expect(toggle).toBeDisabled();
  await expect(toggle).not.toBeChecked();
  await expect(toggle).toHaveAccessibleDescription(/This browser has no relaxed SIMD/);
});

/** As in Safari: whatever the page's workers ask, the instructions are not there. */
async function takeRelaxedSimdAway(page: Page): Promise<void> {
  await page.route(/model-worker-.*\.js$/, async (route) => {
    const response = await route.fetch();
    const body = `WebAssembly.validate = () => false;\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
}
