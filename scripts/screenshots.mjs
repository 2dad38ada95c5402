/**
 * `npm run screenshots`: builds the app, fills the sample person and writes the pictures of the README.
 * `npm run screenshots -- --baselines`: records how the six screens look, for `e2e/visual.spec.ts`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from './browser.mjs';
import { buildApp, DIST } from './build-app.mjs';
import { REPOSITORY, runCommand } from './run-command.mjs';
import { serveFolder } from './serve.mjs';

const FOLDER = join(REPOSITORY, 'docs', 'screenshots');

if (process.argv.includes('--baselines')) await recordBaselines();
else await takeReadmePictures();

async function recordBaselines() {
  const parameters = ['playwright', 'test', '--config=e2e', 'visual.spec.ts', '--update-snapshots=all'];
  const { code } = await runCommand('npx', parameters, { shell: process.platform === 'win32' });
  process.exitCode = code;
}

/** Today as it meets a visitor, light and dark: a README shows the one that suits its reader. */
async function takeReadmePictures() {
  const problem = await buildApp();
  if (problem !== null) throw new Error(problem);
  mkdirSync(FOLDER, { recursive: true });
  const server = await serveFolder(DIST, 0);
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1120, height: 1000 }, locale: 'en-GB' });
    await page.clock.setFixedTime(new Date('2026-06-16T09:00:00'));
    await page.goto(`http://localhost:${String(server.port)}/`);
    await page.getByRole('button', { name: 'Try with sample data' }).first().click();
    for (const metric of ['Resting heart rate forecast', 'HRV forecast']) {
      const region = page.getByRole('region', { name: metric });
      await region.getByText(/^Since yesterday/).waitFor();
      await region.locator('.recharts-line path').first().waitFor();
    }
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(FOLDER, `today-${colorScheme}.png`) });
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
