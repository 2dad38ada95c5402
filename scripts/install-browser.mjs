import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { findBrowser, launchOptions } from './browser.mjs';
import { runCommand, runNode } from './run-command.mjs';

const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;

const isRoot = process.getuid?.() === 0;

/**
 * Whether the browser that the tests would take starts: a file may be there and its libraries not.
 * @returns {Promise<boolean>}
 */
async function doesBrowserStart() {
  if (findBrowser() === null) return false;
  try {
    const browser = await chromium.launch(launchOptions());
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** Ways to get a Chromium, in the order in which they are tried. */
const WAYS = [
  {
    name: "Playwright's own Chromium",
    possible: () => true,
    get: () =>
      runNode('node_modules/playwright/cli.js', ['install', 'chromium'], { timeoutMs: DOWNLOAD_TIMEOUT_MS }),
    path: () => chromium.executablePath(),
  },
  {
    name: 'the libraries it needs',
    possible: () => isRoot && existsSync(chromium.executablePath()),
    get: () =>
      runNode('node_modules/playwright/cli.js', ['install-deps', 'chromium'], {
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
      }),
    path: () => chromium.executablePath(),
  },
  {
    name: "Debian's Chromium",
    possible: () => isRoot && existsSync('/usr/bin/apt-get'),
    get: () =>
      runCommand('/bin/sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'], {
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      }),
    path: () => '/usr/bin/chromium',
  },
];

/**
 * Makes sure that there is a Chromium that starts, for this process and those it starts.
 * @returns {Promise<string | null>} one sentence where there is none to be had
 */
export async function installBrowser() {
  if (await doesBrowserStart()) return null;
  for (const way of WAYS) {
    if (!way.possible()) continue;
    console.log(`No browser that starts was found; getting ${way.name}...`);
    await way.get();
    process.env.PULSECAST_BROWSER = way.path();
    if (await doesBrowserStart()) return null;
  }
  return 'No Chromium was found and none could be installed. Install Chromium or Chrome, or name one in PULSECAST_BROWSER.';
}
