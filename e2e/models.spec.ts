import { readFile } from 'node:fs/promises';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test, type Page } from '@playwright/test';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { makeDays, makeFile } from './make-files.ts';
import {
  chooseSmallTraining,
  fillSample,
  forecastRegion,
  importFiles,
  openApp,
  openScreen,
} from './steps.ts';
import { watchPage } from './watch-page.ts';

function versionRow(page: Page, name: RegExp) {
  return page.getByRole('table', { name: 'Model versions' }).getByRole('row', { name });
}

async function openSampleModels(page: Page): Promise<void> {
  await openApp(page);
  await fillSample(page);
  await openScreen(page, 'Models');
}

test('a version is exported as a zip with a stock LayersModel and all that belongs to it', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openSampleModels(page);
  const download = page.waitForEvent('download');
  await versionRow(page, /1\.0\.0.*Resting heart rate/)
    .getByRole('button', { name: 'Export' })
    .click();
  expect((await download).suggestedFilename()).toBe('pulsecast-rhr-v1.0.0.zip');
  await expect(page.getByText('is in your downloads')).toBeVisible();
  const files = await readZip(await (await download).path());
  expect([...files.keys()]).toEqual([
    'README.md',
    'model.json',
    'weights.bin',
    'scaler-and-features.json',
    'target.json',
    'example.json',
    'predict.py',
  ]);
  const model = JSON.parse(readText(files, 'model.json')) as {
    format: string;
    weightsManifest: { paths: string[]; weights: { name: string; shape: number[] }[] }[];
  };
  expect(model.format).toBe('layers-model');
  const [group] = model.weightsManifest;
  const count = (group?.weights ?? []).reduce(
    (sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1),
    0,
  );
  expect(files.get('weights.bin')?.length).toBe(4 * count);
  const { output } = JSON.parse(readText(files, 'example.json')) as { output: number };
  expect(readText(files, 'README.md')).toContain(output.toPrecision(7));
  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);
});

async function readZip(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(await readFile(path))), {
    useWebWorkers: false,
  });
  const files = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  return files;
}

function readText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

test('a second version says what changed, is compared, made active and rolled back; a note stays', async ({
  page,
}) => {
  await openSampleModels(page);
  await page.getByLabel('Note').fill('The one that came along');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await chooseSmallTraining(page, { epochs: 2, seed: 7 });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const result = page.getByRole('region', { name: 'Training result' });
  await expect(result.getByRole('heading', { name: 'Resting heart rate' })).toBeVisible({ timeout: 150_000 });
  await openScreen(page, 'Models');
  const newer = versionRow(page, /1\.0\.1.*Resting heart rate/);
  const older = versionRow(page, /1\.0\.0.*Resting heart rate/);
  await expect(newer).toContainText('Seed 1 → 7');
  await expect(older).toContainText('The one that came along');

  const comparison = page.getByRole('region', { name: 'Compare two versions' });
  await expect(comparison).toContainText(
    /On the same \d+ days .* the network of 1\.0\.1 misses by \d+\.\d\d bpm/,
  );
  await expect(comparison.getByRole('figure', { name: 'Loss curves of both versions' })).toBeVisible();
  await expect(comparison.getByRole('table', { name: 'What differs' })).toContainText('Seed');

  await newer.getByRole('button', { name: 'Make active' }).click();
  await newer.getByRole('button', { name: 'Roll back to 1.0.0' }).click();
  await expect(older).toContainText('Roll back to 1.0.1');
  await expect(newer.getByRole('button', { name: 'Make active' })).toBeVisible();
});

test('a forecast that was shown is scored when its day comes, and open again when the import is undone', async ({
  page,
}) => {
  const days = makeDays(60);
  await openApp(page);
  await importFiles(page, [makeFile('until-saturday.csv', writeTidyCsv(days.slice(0, -1)))]);
  await openScreen(page, 'Today');
  const heart = forecastRegion(page, 'Resting heart rate');
  await expect(heart).toContainText(/\d+\.\d ?bpm/);
  await openScreen(page, 'Models');
  const live = page.getByRole('region', { name: 'Live forecasts' });
  await expect(live).toContainText('None scored yet. 1 waits for its day.');

  await importFiles(page, [makeFile('until-sunday.csv', writeTidyCsv(days))]);
  await openScreen(page, 'Today');
  await expect(heart).toContainText('All were shown here before their day.');
  await openScreen(page, 'Models');
  await expect(live).toContainText(/1 scored, 80 % range held [01] of 1, typical miss \d+\.\d bpm/);

  await openScreen(page, 'Data');
  await page
    .getByRole('row', { name: /until-sunday/ })
    .getByRole('button', { name: /Undo/ })
    .click();
  await expect(page.getByRole('row', { name: /until-sunday/ })).toHaveCount(0);
  await openScreen(page, 'Today');
  await expect(heart).toContainText(/\d+\.\d ?bpm/);
  await expect(heart).not.toContainText('shown here before');
  await openScreen(page, 'Models');
  await expect(live).toContainText('None scored yet.');
});
