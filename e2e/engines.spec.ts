import { expect, test, type Page } from '@playwright/test';
import { makeCsv } from './make-files.ts';
import { chooseLongTraining, forecastRegion, importFiles, openApp, openScreen } from './steps.ts';

/** The choice shows once it is stored, so `check` would be impatient. */
async function chooseEngine(page: Page, label: string, value: string): Promise<void> {
  await openScreen(page, 'Settings');
  await page.getByRole('radio', { name: label }).click();
  await expect(page.locator(`input[type=radio][value=${value}]:checked`)).toHaveCount(1);
}

test('the engines race on request; the result is remembered, explained, and overruled by a choice', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [makeCsv(30)]);
  await openScreen(page, 'Settings');
  await expect(page.getByText('Not measured yet')).toBeVisible();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  const lanes = page.getByRole('list', { name: 'Measured on this device' }).getByRole('listitem');
  await expect(lanes).toHaveCount(2, { timeout: 120_000 });
  await expect(lanes.filter({ hasText: /^CPU \(WebAssembly\), [\d.,]+ m?s per batch$/ })).toHaveCount(1);
  // WebGL is drawn by the processor here, so it loses and the reason stands beside its time.
  const webgl = lanes.filter({ hasText: /^GPU \(WebGL\), [\d.,]+ m?s per batch: not used\. .+\.$/ });
  await expect(webgl).toHaveCount(1);
  const measured = await lanes.allInnerTexts();
  await expect(page.getByText('Runs on CPU (WebAssembly)')).toBeVisible();

  await page.reload();
  await expect(lanes).toHaveText(measured);
  await chooseEngine(page, 'GPU (WebGL)', 'webgl');
  await expect(page.getByText(/Runs on GPU \(WebGL\): .*SwiftShader/)).toBeVisible();
});

test('the Standard network trains on WebGL where that is chosen, and forecasts', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [makeCsv(120)]);
  await chooseEngine(page, 'GPU (WebGL)', 'webgl');
  // Four epochs in each stage: by software a batch takes half a second.
  await chooseLongTraining(page, 4);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible({ timeout: 170_000 });
  await openScreen(page, 'Models');
  await page.getByText('Settings, seed, engine and time').click();
  await expect(page.getByText(/Ran on WebGL in software/)).toBeVisible();
  await openScreen(page, 'Today');
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+(\.\d)? ?bpm/);
});
