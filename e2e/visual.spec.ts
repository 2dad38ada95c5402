import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { fillSample, openApp } from './steps.ts';

/**
 * How the six screens look, against pictures in `baselines/`, half as large as life. Letters are drawn otherwise by
 * another font or browser, so pictures are compared only where both are those they were made with; elsewhere the
 * screens are still opened and checked, and the test is counted as skipped with that reason. After a change that is
 * meant to be seen: `npm run screenshots -- --baselines`.
 */
const RECORDED = fileURLToPath(new URL('baselines/recorded.json', import.meta.url));

const SCREENS = ['today', 'data', 'train', 'models', 'what-if', 'settings'] as const;
type Screen = (typeof SCREENS)[number];

const WIDTHS = [1280, 390] as const;
const SCHEMES = ['light', 'dark'] as const;

interface Rendering {
  /** Major version of Chromium. */
  readonly browser: number;
  /** Width of a probe text in the app's font, px: two fonts that agree to a hundredth are one. */
  readonly textWidth: number;
}

const updating = () => test.info().config.updateSnapshots === 'all';

for (const width of WIDTHS) {
  test(`the six screens look as recorded, ${String(width)} px, light and dark`, async ({
    browser,
    baseURL,
  }) => {
    const page = await browser.newPage({
      baseURL: baseURL ?? '',
      viewport: { width, height: 900 },
      deviceScaleFactor: 0.5,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    await openApp(page);
    const rendering = await describeRendering(page, browser.version());
    if (updating()) writeFileSync(RECORDED, `${JSON.stringify(rendering, null, 2)}\n`);
    const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as Rendering;
    const comparable =
      recorded.browser === rendering.browser && Math.abs(recorded.textWidth - rendering.textWidth) < 0.01;

    await fillSample(page);
    for (const screen of SCREENS) {
      await page.goto(`#/${screen}`);
      await SHOWN[screen](page);
      await expect(page.getByText(/^(Loading…|Drawing the chart…)$/), screen).toHaveCount(0);
      expect(await sidewaysScroll(page), screen).toBeLessThanOrEqual(0);
      if (!comparable) continue;
      // A picture of the full page changes the size of the window while it is taken, and charts follow.
      await page.setViewportSize({ width, height: await pageHeight(page) });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await expect.poll(() => chartsFit(page), screen).toBe(true);
        const picture = await page.screenshot({
          // What the browser says of itself and of the disk differs from machine to machine.
          mask: ['Storage', 'Compute engine'].map((name) => page.getByRole('region', { name })),
          maskColor: '#808080',
        });
        expect
          .soft(picture)
          .toMatchSnapshot(`${screen}-${String(width)}-${colorScheme}.png`, { maxDiffPixelRatio: 0.01 });
      }
      await page.setViewportSize({ width, height: 900 });
    }
    await page.close();
    test.skip(
      !comparable,
      `Pictures are not compared: made with Chromium ${String(recorded.browser)} and another font or version than here.`,
    );
  });
}

/** When a screen is complete. */
const SHOWN: { readonly [Name in Screen]: (page: Page) => Promise<void> } = {
  today: async (page) => {
    await expect(page.getByText(/^Since yesterday’s forecast: /)).toHaveCount(2);
    await expect(page.locator('.recharts-line')).not.toHaveCount(0);
    await expect(page.locator('.recharts-surface')).toHaveCount(2);
  },
  data: async (page) => {
    await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('heading', { name: 'Sources', exact: true })).toBeVisible();
  },
  train: async (page) => {
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  },
  models: async (page) => {
    await expect(page.getByRole('table', { name: 'Model versions' }).getByRole('row')).toHaveCount(3);
    await expect(page.locator('.recharts-line')).not.toHaveCount(0);
  },
  'what-if': async (page) => {
    await expect(page.getByRole('region', { name: 'Scenario result' })).toContainText(/\d+(\.\d)? ?bpm/);
  },
  settings: async (page) => {
    // Both are masked, but what they say decides how tall they are.
    await expect(page.getByRole('region', { name: 'Storage' })).toContainText(/used of/);
    await expect(page.getByRole('region', { name: 'Compute engine' })).toContainText(/Runs on/);
    await expect(page.getByRole('heading', { name: 'Delete my data', exact: true })).toBeVisible();
  },
};

async function describeRendering(page: Page, version: string): Promise<Rendering> {
  const textWidth = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 0;
    context.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    return context.measureText('Resting heart rate 57.9 bpm').width;
  });
  return { browser: Number(version.split('.')[0]), textWidth };
}

async function pageHeight(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollHeight);
}

async function chartsFit(page: Page): Promise<boolean> {
  return await page
    .locator('.recharts-wrapper')
    .evaluateAll((charts) =>
      charts.every((chart) => Math.abs(chart.clientWidth - (chart.parentElement?.clientWidth ?? 0)) < 2),
    );
}

async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
