import { expect, test } from '@playwright/test';
import { fillSample, forecastRegion, openApp, openScreen } from './steps.ts';
import { watchPage } from './watch-page.ts';

test('one click from the landing page to a forecast of an invented person, removable by one click', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await fillSample(page);
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
  await page.getByRole('spinbutton', { name: /^Alcohol/ }).fill('2');
  await page.getByRole('spinbutton', { name: /^Alcohol/ }).press('Enter');
  await expect(result).toContainText(/days like (this|that)|similar days/i);
  await expect(result.getByRole('meter', { name: 'Support' })).toHaveAttribute(
    'aria-valuetext',
    /similar days? in your past/,
  );
  await expect(result).toContainText(/Your own days: [+−]?\d+\.\d to [+−]?\d+\.\d bpm/);
  await expect(page.getByRole('table', { name: 'Similar days and what followed' })).toContainText(/\d bpm/);
  await page.getByLabel('Name (optional)').fill('Wine');
  await page.getByRole('button', { name: 'Save scenario' }).click();
  const saved = page.getByRole('table', { name: /Saved scenarios/ });
  await expect(saved.getByRole('row', { name: /Wine/ })).toContainText(/2 drinks.*bpm/);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(result).toContainText('Move a slider');

  await openScreen(page, 'Settings');
  const units = page.getByRole('region', { name: 'Units' });
  await units.getByRole('radio', { name: 'kJ' }).check();
  await units.getByRole('radio', { name: '12 h' }).check();
  await page.reload();
  await openScreen(page, 'What if');
  await expect(page.getByRole('slider', { name: 'Energy eaten (kJ)' })).toBeVisible();
  const dinner = page.getByRole('spinbutton', { name: 'Dinner time' });
  await dinner.fill('9:00 pm');
  await dinner.press('Enter');
  await expect(dinner).toHaveValue('9:00 pm');
  await expect(page.getByRole('slider', { name: 'Dinner time' })).toHaveAttribute(
    'aria-valuetext',
    '9:00 pm',
  );
  await saved.getByRole('button', { name: 'Set sliders to Wine' }).click();
  await expect(page.getByRole('spinbutton', { name: /^Alcohol/ })).toHaveValue('2');
});
