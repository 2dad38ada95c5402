/** `npm run screenshots`: builds the app, fills the sample person and writes the pictures of the README. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from './browser.mjs';
import { buildApp, DIST } from './build-app.mjs';
import { REPOSITORY } from './run-command.mjs';
import { serveFolder } from './serve.mjs';

const FOLDER = join(REPOSITORY, 'docs', 'screenshots');

const problem = await buildApp();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const server = await serveFolder(DIST, 0);
const browser = await chromium.launch(launchOptions());
try {
  for (const [name, colorScheme, width] of /** @type {const} */ ([
    ['today-light', 'light', 1280],
    ['today-dark-phone', 'dark', 390],
  ])) {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 1000 },
      locale: 'en-GB',
    });
    await page.goto(`http://localhost:${String(server.port)}/`);
    await page.getByRole('button', { name: 'Try with sample data' }).first().click();
    await page
      .getByRole('figure', { name: 'History and forecast' })
      .first()
      .locator('path')
      .first()
      .waitFor();
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
