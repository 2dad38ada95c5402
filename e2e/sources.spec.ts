import { expect, test } from '@playwright/test';
import { addDays } from '#core/local-date.ts';
import { makeFile, TODAY, type MadeFile } from './make-files.ts';
import { importFiles, openApp } from './steps.ts';
import { watchPage } from './watch-page.ts';

/** A tidy CSV of one device: `values` of the days that end `until` days ago. */
function makeDevice(source: string, days: number, until: number, columns: string, values: string): MadeFile {
  const rows = Array.from({ length: days }, (_, i) => {
    const date = addDays(TODAY, i - days - until + 1);
    return `${date},${source},${values}`;
  });
  return makeFile(`${source}.csv`, [`date,source,${columns}`, ...rows].join('\n'));
}

const RING = makeDevice('Ring', 60, 10, 'restingHeartRateBpm,sleepMinutes', '50,420');
const WATCH = makeDevice('Watch', 40, 1, 'restingHeartRateBpm,sleepMinutes,steps', '56,400,9000');
const FOOD = makeFile(
  'food.csv',
  [
    'date,source,energyIntakeKcal,proteinG',
    `${addDays(TODAY, -3)},Diary,2100,90`,
    `${addDays(TODAY, -2)},Diary,450,20`,
    `${addDays(TODAY, -1)},Diary,99999,80`,
  ].join('\n'),
);

test('a person sees which source counts, prefers another for one kind of value, and goes back', async ({
  page,
  baseURL,
}) => {
  const watch = watchPage(page, new URL(baseURL ?? '').origin);
  await openApp(page);
  await importFiles(page, [RING, WATCH, FOOD]);

  const sources = page.getByRole('region', { name: 'Sources' });
  const counting = sources.getByRole('list', { name: 'What counts now' });
  const heart = counting.getByRole('listitem').filter({ hasText: 'Resting heart rate' });
  await expect(heart).toContainText('60 days from Ring, 9 from Watch');
  await expect(counting.getByRole('listitem').filter({ hasText: 'Steps' })).toContainText(
    '40 days from Watch',
  );

  await sources.getByRole('button', { name: 'Change order of Resting heart rate' }).click();
  const table = page.getByRole('table', { name: 'Sources' });
  await expect(table.getByRole('row', { name: /^Watch/ })).toContainText('31 days');
  await sources.getByRole('button', { name: 'Move Watch up' }).focus();
  await page.keyboard.press('Enter');
  await expect(sources.getByRole('status')).toHaveText(
    'Watch is now number 1 for resting heart rate: 31 days changed.',
  );
  await expect(heart).toContainText('40 days from Watch, 29 from Ring');
  const sleep = counting.getByRole('listitem').filter({ hasText: 'Sleep' });
  await expect(sleep, 'other kinds keep their order').toContainText('60 days from Ring, 9 from Watch');
  await expect(sources).toContainText('Resting heart rate comes from Ring until');

  await sources.getByRole('button', { name: 'Use the automatic order' }).click();
  await expect(heart).toContainText('60 days from Ring, 9 from Watch');

  await sources.getByLabel('Order for').selectOption('All values');
  await sources.getByRole('button', { name: 'Move Watch up' }).click();
  await expect(sleep).toContainText('40 days from Watch, 29 from Ring');
  await page.reload();
  await expect(sleep).toContainText('40 days from Watch, 29 from Ring');

  await expect(page.getByText(/1 of 2 food days looks partial/)).toBeVisible();
  await page.getByText('food.csv: 1 skipped').click();
  await expect(page.getByText(/energyIntakeKcal: 1 value outside/)).toBeVisible();

  expect(watch.offOrigin).toEqual([]);
  expect(watch.errors).toEqual([]);
});
