import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { fillSample, forecastRegion, openApp, openScreen } from './steps.ts';

const SCREENS = ['Today', 'Data', 'Train', 'Models', 'What if', 'Settings'];

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

const LOOKS: readonly Look[] = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
];

for (const { colorScheme, width } of LOOKS) {
  const other = colorScheme === 'light' ? 'dark' : 'light';
  test(`axe finds nothing on any screen, ${String(width)} px, ${colorScheme}, nor contrast too low in ${other}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await openApp(page);
    await expectAccessible(page, { colorScheme, width }, 'landing');
    await fillSample(page);
    for (const screen of SCREENS) {
      await openScreen(page, screen);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(screen);
      await expect(page.getByText('Loading…')).toHaveCount(0);
      await expectAccessible(page, { colorScheme, width }, screen);
    }
  });
}

/** Every rule in one colour scheme; in the other, which changes nothing but colours, the rule about those. */
async function expectAccessible(page: Page, { colorScheme }: Look, where: string): Promise<void> {
  const whole = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: colorScheme === 'light' ? 'dark' : 'light' });
  const contrast = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme });
  const found = [...whole.violations, ...contrast.violations];
  expect(
    found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    where,
  ).toEqual([]);
}

test('no screen scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openApp(page);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow(), 'landing').toBeLessThanOrEqual(0);
  await fillSample(page);
  for (const screen of SCREENS) {
    await openScreen(page, screen);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(screen);
    await expect(page.getByText('Loading…')).toHaveCount(0);
    expect(await overflow(), screen).toBeLessThanOrEqual(0);
  }
});

test('the main job can be begun with the keyboard alone', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  const sample = page.getByRole('button', { name: 'Try with sample data' }).first();
  for (let i = 0; i < 12 && !(await sample.evaluate((node) => node === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
  await page.goto('#/train');
  await page.getByRole('radio', { name: 'Standard' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await expect(train, 'the requirements are checked').toBeEnabled();
  for (let i = 0; i < 12 && !(await train.evaluate((node) => node === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeVisible();
  await cancel.focus();
  await page.keyboard.press('Enter');
  await expect(train).toBeVisible();
});
