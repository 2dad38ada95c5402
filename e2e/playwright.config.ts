import { defineConfig } from '@playwright/test';
import { launchOptions } from '../scripts/browser.mjs';
import { findFreePort } from '../scripts/free-port.mjs';

// Another checkout may be under test on this machine, so the port is a free one.
// Playwright reads this file again in its workers, which inherit the environment: all must agree on the port.
process.env.PULSECAST_E2E_PORT ??= String(await findFreePort());
const port = process.env.PULSECAST_E2E_PORT;

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/test-results/e2e',
  // One picture for every machine that draws alike; `visual.spec.ts` knows which do.
  snapshotPathTemplate: '{testDir}/baselines/{arg}{ext}',
  // Most of a journey is waiting, so two at a time take little more than half as long; none depends on being fast.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 180_000,
  globalTimeout: 11.5 * 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    browserName: 'chromium',
    launchOptions: launchOptions(),
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
  },
  webServer: {
    // What `npm start` runs: builds first where the sources changed.
    command: `node scripts/start.mjs --port ${port}`,
    cwd: '..',
    url: `http://localhost:${port}/`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});
