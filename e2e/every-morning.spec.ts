import { expect, test, type Page } from '@playwright/test';
import { fillSample, forecastRegion, openApp, openScreen } from './steps.ts';

async function openSample(page: Page): Promise<void> {
  await openApp(page);
  await fillSample(page);
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

test('why the number is what it is adds up to the number', async ({ page }) => {
  await openSample(page);
  const region = forecastRegion(page, 'Resting heart rate');
  const why = region.getByRole('table', { name: /^Why this number/ });
  await expect(why).toHaveCount(0);
  await region.getByText('Why this number', { exact: true }).click();
  await expect(why.getByRole('row').first()).toHaveText(/^Usual forecast\d+\.\d bpm$/);
  const cells = await why.getByRole('cell').allTextContents();
  const numbers = cells.map((cell) => Number(cell.replace(' bpm', '').replace('−', '-')));
  const last = numbers.pop() ?? NaN;
  expect(numbers.length).toBeGreaterThan(2);
  expect(numbers.reduce((sum, each) => sum + each, 0)).toBeCloseTo(last, 9);
  await expect(region.locator('p').filter({ hasText: `${last.toFixed(1)} bpm` })).not.toHaveCount(0);
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
