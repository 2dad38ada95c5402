import { expect, test, type Page } from '@playwright/test';
import { forecastRegion, openApp, openScreen } from './steps.ts';

async function openSample(page: Page): Promise<void> {
  await openApp(page);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+\.\d ?bpm/);
  await expect(page.getByText(/^Since yesterday’s forecast: /)).toHaveCount(2);
}

test('a marked day moves the forecast at once, is listed, and is as it was when the mark is removed', async ({
  page,
}) => {
  await openSample(page);
  const region = forecastRegion(page, 'Resting heart rate');
  const range = region.getByText(/^80 % range: /);
  const before = await range.textContent();

  await page.getByRole('button', { name: 'Mark a day' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark a day' });
  await dialog.getByLabel('Mark as').selectOption('Sensor off');
  await dialog.getByLabel('Note (optional)').fill('left at home');
  await dialog.getByRole('button', { name: 'Mark', exact: true }).click();
  await expect(page.getByText(/^1 day marked/)).toBeVisible();
  await expect(range).not.toHaveText(before ?? '');

  await openScreen(page, 'Data');
  const marks = page.getByRole('table', { name: 'Marked days' });
  await expect(marks.getByRole('row', { name: /Sensor off left at home/ })).toBeVisible();
  await marks.getByRole('button', { name: /^Remove/ }).click();
  await expect(marks).toContainText('No day is marked.');

  await openScreen(page, 'Today');
  await expect(range).toHaveText(before ?? '');
});

test('Today printed is a report of one page', async ({ page }) => {
  await openSample(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Pulsecast report')).toBeVisible();
  await expect(page.getByText(/not a medical device/)).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Mark a day' })).toBeHidden();
});
