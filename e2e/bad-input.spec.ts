import { expect, test } from '@playwright/test';
import { makeCsv, makeFile, type MadeFile } from './make-files.ts';
import { chooseFiles, openApp, openScreen } from './steps.ts';
import { watchPage } from './watch-page.ts';

const HEADER = 'date,restingHeartRateBpm,hrvRmssdMs';

/** Each with what the person reads; nothing of them may be kept. */
const BAD_FILES: readonly (readonly [string, MadeFile, RegExp])[] = [
  [
    'a picture',
    makeFile('photo.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])),
    /picture|image|PNG/i,
  ],
  ['a PDF', makeFile('report.pdf', '%PDF-1.7\n%âãÏÓ\n'), /PDF/],
  ['a file of 0 bytes', makeFile('empty.csv', ''), /empty|0 bytes/i],
  ['a header without days', makeFile('header.csv', `${HEADER}\n`), /no (days|rows)|only/i],
  ['other columns', makeFile('prices.csv', 'when,what,price\n2025-01-01,tea,3\n'), /recogni|column/i],
  [
    'values out of range',
    makeFile('range.csv', `${HEADER}\n2025-06-01,900,50\n`),
    /restingHeartRateBpm.*25.*140/i,
  ],
  ['dates in the future', makeFile('future.csv', `${HEADER}\n2031-06-01,55,50\n`), /future|after today/i],
];

test('whatever is wrong with a file: a clear sentence, nothing kept, the app goes on', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  const preview = page.getByRole('region', { name: 'Preview' });
  for (const [what, file, sentence] of BAD_FILES) {
    await test.step(what, async () => {
      await chooseFiles(page, [file]);
      await expect(preview).toContainText(sentence);
      await page.getByRole('button', { name: 'Discard' }).click();
      await expect(preview).toHaveCount(0);
      await openScreen(page, 'Settings');
      await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    });
  }
  expect(watch.errors).toEqual([]);
});

test('one bad file among good ones does not stop the others; a cut file gives what it holds', async ({
  page,
}) => {
  const whole = makeCsv(60);
  const cut = makeFile('cut.csv', whole.buffer.subarray(0, Math.floor(whole.buffer.length * 0.7)));
  await openApp(page);
  await chooseFiles(page, [makeFile('noise.bin', new Uint8Array(500).fill(7)), cut]);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('listitem', { name: 'noise.bin' })).toContainText('Not recognised');
  await expect(preview.getByRole('listitem', { name: 'cut.csv' })).toContainText(
    /ends in the middle of its last row/,
  );
  await page.getByRole('button', { name: 'Add to my data' }).click();
  await expect(page.getByText(/^Added \d+ days/)).toBeVisible();
});

test('two people in a file become two profiles, never one', async ({ page }) => {
  const anna = makeCsv(40, 'both.csv', 'Anna').buffer.toString();
  const [, ...benRows] = makeCsv(40, 'both.csv', 'Ben').buffer.toString().split('\n');
  await openApp(page);
  await chooseFiles(page, [makeFile('both.csv', anna + benRows.join('\n'))]);
  await expect(page.getByLabel('Where the days of Anna go')).toBeVisible();
  await page.getByLabel('Where the days of Ben go').selectOption('New profile Ben');
  await page.getByLabel('Where the days of Anna go').selectOption('New profile Anna');
  await page.getByRole('button', { name: 'Add to my data' }).click();
  await expect(page.getByText(/^Added /)).toBeVisible();
  await openScreen(page, 'Settings');
  const profiles = page.getByRole('table', { name: 'Profiles' });
  for (const name of ['Anna', 'Ben']) await expect(profiles.getByRole('rowheader', { name })).toBeVisible();
});

test('importing a file again adds nothing; undo takes it back whole', async ({ page }) => {
  await openApp(page);
  for (const sentence of [/^Added \d+ days/, /had been added before/]) {
    await chooseFiles(page, [makeCsv(60)]);
    await page.getByRole('button', { name: 'Add to my data' }).click();
    await expect(page.getByText(sentence)).toBeVisible();
  }
  const imports = page.getByRole('table', { name: 'Imports' });
  await expect(imports.getByRole('row')).toHaveCount(2);
  await imports.getByRole('button', { name: /Undo/ }).click();
  await expect(imports).toHaveCount(0);
  await openScreen(page, 'Today');
  await expect(page.getByRole('button', { name: 'Import your data' })).toBeVisible();
});

test('a full disk while saving is said, and nothing half-written is left', async ({
  page,
  context,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await chooseFiles(page, [makeCsv(400)]);
  await expect(page.getByRole('button', { name: 'Add to my data' })).toBeEnabled();
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.getByRole('button', { name: 'Add to my data' }).click();
  await expect(page.getByText(/no room left/)).toBeVisible({ timeout: 60_000 });
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await openScreen(page, 'Today');
  await expect(page.getByRole('button', { name: 'Import your data' })).toBeVisible();
  expect(watch.errors).toEqual([]);
});
