import { expect, test } from '@playwright/test';
import { isDayField } from '#core/day-record.ts';
import { wholeAppleExport } from '#importers/apple/apple-export.fixture.ts';
import { makeZip } from '#importers/zip.fixture.ts';
import { writeCronometerExport } from '../scripts/exports/cronometer-export.ts';
import { makeDays, makeFile, type MadeFile } from './make-files.ts';
import { chooseSmallTraining, forecastRegion, importFiles, openApp, openScreen } from './steps.ts';
import { watchPage } from './watch-page.ts';

const DAYS = makeDays(120);

/** What the watch and the phone know of: food is in the food log alone. */
const WITHOUT_FOOD = DAYS.map((record) => ({
  ...record,
  values: Object.fromEntries(
    Object.entries(record.values).filter(
      ([field]) => isDayField(field) && record.sources[field] !== 'Persona food log',
    ),
  ),
}));

async function makeAppleZip(): Promise<MadeFile> {
  const content = wholeAppleExport(WITHOUT_FOOD, { timeZone: 'Europe/Berlin', exportOffsetMinutes: 120 });
  return makeFile('export.zip', await makeZip([{ path: 'apple_health_export/export.xml', content }]));
}

function makeFoodLog(): MadeFile {
  const summary = writeCronometerExport(DAYS).find(({ path }) => path.endsWith('dailysummary.csv'));
  if (summary === undefined) throw new Error('no daily summary');
  return makeFile('dailysummary.csv', summary.text);
}

test('an Apple Health zip and a Cronometer CSV in one drop: trained with food, forecast, one taken back', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await importFiles(page, [await makeAppleZip(), makeFoodLog()]);
  const imports = page.getByRole('table', { name: 'Imports' });
  await expect(imports.getByRole('row', { name: /Apple Health/ })).toBeVisible();
  await expect(imports.getByRole('row', { name: /Cronometer/ })).toBeVisible();
  const heartRate = page.getByRole('img', { name: /^Resting heart rate: \d+ of/ });
  const energy = page.getByRole('img', { name: /^Calories eaten: \d+ of/ });
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(heartRate).toBeVisible();
  await expect(energy).toBeVisible();

  await chooseSmallTraining(page, { epochs: 3 });
  await expect(page.getByRole('checkbox', { name: 'Use nutrition' })).toBeChecked();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible({ timeout: 150_000 });
  await openScreen(page, 'Today');
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+(\.\d)? ?bpm/);

  await openScreen(page, 'Data');
  await imports.getByRole('button', { name: /dailysummary\.csv/ }).click();
  await expect(imports.getByRole('row', { name: /Cronometer/ })).toHaveCount(0);
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(heartRate).toBeVisible();
  await expect(energy).toHaveCount(0);
  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);
});
