import { expect, test } from '@playwright/test';
import { openApp, openScreen } from './steps.ts';

test('the engines are measured on demand, and the slower one is refused with its time', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeEnabled({ timeout: 90_000 });
  const lanes = page.getByRole('list', { name: 'Measured on this device' }).getByRole('listitem');
  await expect(lanes).toHaveText([
    /^CPU \(WebAssembly\), [\d.]+ m?s per batch/,
    /^GPU \(WebGL\), [\d.]+ m?s per batch/,
  ]);
  await expect(lanes.filter({ hasText: 'not used' })).toHaveCount(1);
  await page.reload();
  await expect(lanes).toHaveCount(2);
});
