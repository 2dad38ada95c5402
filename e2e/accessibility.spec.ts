import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { forecastRegion, openApp, openScreen } from './steps.ts';

const SCREENS = ['Today', 'Data', 'Train', 'Models', 'What if', 'Settings'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing on any screen, ${colorScheme}, ${String(width)} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await openApp(page);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByRole('button', { name: 'Try with sample data' }).first().click();
      await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
      for (const screen of SCREENS) {
        await openScreen(page, screen);
        await expect(page.getByRole('heading', { level: 1 })).toContainText(screen);
        await expect(page.getByText('Loading…')).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          screen,
        ).toEqual([]);
      }
    });
  }
}

test('no screen scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openApp(page);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow(), 'landing').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await expect(forecastRegion(page, 'HRV')).toContainText(/\d+ ?ms/);
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
