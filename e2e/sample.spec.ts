import { expect, test } from '@playwright/test';
import { forecastRegion, openApp, openScreen } from './steps.ts';
import { watchPage } from './watch-page.ts';

test('one click from the landing page to a forecast of an invented person, removable by one click', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+\.\d ?bpm/);
  await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
  await expect(page.getByRole('figure', { name: 'History and forecast' }).first()).toBeVisible();
  for (const screen of ['Today', 'Data', 'Train', 'Models', 'What if', 'Settings']) {
    await openScreen(page, screen);
    await expect(page.getByText('You are looking at sample data')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Remove sample data' }).click();
  await expect(page.getByRole('button', { name: 'Try with sample data' }).first()).toBeVisible();
  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);
});

test('a slider moves the forecast of the network, and what cannot be moved is said', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'Resting heart rate')).toBeVisible();
  await openScreen(page, 'What if');
  const result = page.getByRole('region', { name: 'Scenario result' });
  await expect(result).toContainText(/\d+\.\d ?bpm/);
  await page.getByRole('spinbutton', { name: /^Alcohol/ }).fill('3');
  await page.getByRole('spinbutton', { name: /^Alcohol/ }).press('Enter');
  await expect(result).toContainText(/days like (this|that)|similar days/i);
  await page.getByRole('button', { name: 'Save scenario' }).click();
  await expect(page.getByRole('table', { name: /Saved scenarios/ })).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(result).toContainText('Move a slider');
});
