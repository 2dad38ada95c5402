import { expect, type Locator, type Page } from '@playwright/test';
import { TODAY, type MadeFile } from './make-files.ts';

/** The steps of a person, by the names they read. */

/** The start page on the day of the journeys; timers and workers run as ever. */
export async function openApp(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date(`${TODAY}T09:00:00+02:00`));
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** From the landing page to both forecasts of the sample person. */
export async function fillSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'Resting heart rate')).toContainText(/\d+\.\d ?bpm/);
  await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
}

export async function openScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

export async function chooseFiles(page: Page, files: readonly MadeFile[]): Promise<void> {
  await page.goto('#/data');
  await page.getByLabel('Choose files to import').setInputFiles([...files]);
}

export async function importFiles(page: Page, files: readonly MadeFile[]): Promise<void> {
  await chooseFiles(page, files);
  await page.getByRole('button', { name: 'Add to my data' }).click();
  await expect(page.getByText(/^Added /)).toBeVisible();
}

/** Compact, few epochs, short windows: real training, small enough for software WebGL. */
export async function chooseSmallTraining(
  page: Page,
  settings: { epochs: number; seed?: number; learningRate?: number },
): Promise<void> {
  await openScreen(page, 'Train');
  await page.getByRole('radio', { name: 'Compact' }).check();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByLabel('Epochs, at most').fill(String(settings.epochs));
  if (settings.learningRate !== undefined) {
    await page.getByLabel('Learning rate').fill(String(settings.learningRate));
  }
  if (settings.seed !== undefined) await page.getByLabel('Seed').fill(String(settings.seed));
}

/** The Standard preset, patient to the last epoch: long enough to be watched, or to be ended by something. */
export async function chooseLongTraining(page: Page, epochs = 200): Promise<void> {
  await openScreen(page, 'Train');
  await page.getByRole('radio', { name: 'Standard' }).check();
  await page.getByText('Advanced', { exact: true }).click();
  for (const name of ['Epochs, at most', 'Patience (epochs)'])
    await page.getByLabel(name).fill(String(epochs));
}

export function trainingProgress(
  page: Page,
  metric: 'Resting heart rate' | 'HRV (RMSSD)' = 'Resting heart rate',
): Locator {
  return page.getByRole('progressbar', { name: metric });
}

/** "epoch 12 of at most 200" of every metric that trains, resting heart rate first. */
export function trainingEpochs(page: Page): Locator {
  return page.getByText(/epoch \d+ of at most \d+/);
}

/** The epoch of each metric that trains. */
export async function readEpochs(page: Page): Promise<readonly number[]> {
  const texts = await trainingEpochs(page).allTextContents();
  return texts.map((text) => Number(/epoch (\d+) of/.exec(text)?.[1]));
}

export function forecastRegion(page: Page, metric: 'Resting heart rate' | 'HRV'): Locator {
  return page.getByRole('region', { name: `${metric} forecast` });
}
