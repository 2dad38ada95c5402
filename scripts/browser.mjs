import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium: the one named in PULSECAST_BROWSER, then the system's, then the one Playwright may have
 * downloaded; null where there is none.
 */
export function findBrowser() {
  const candidates = [process.env.PULSECAST_BROWSER ?? '', ...SYSTEM_BROWSERS];
  const system = candidates.find((path) => path !== '' && existsSync(path));
  if (system !== undefined) return system;
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? downloaded : null;
}

/** Launch options for every automated browser of the project: software WebGL, no background traffic. */
export function launchOptions({ webgl = true } = {}) {
  const executablePath = findBrowser();
  return {
    ...(executablePath === null ? {} : { executablePath }),
    ...(webgl ? {} : { ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] }),
    args: [
      ...(webgl
        ? [
            '--use-gl=angle',
            '--use-angle=swiftshader',
            '--enable-unsafe-swiftshader',
            '--ignore-gpu-blocklist',
          ]
        : ['--disable-gpu', '--disable-software-rasterizer', '--use-gl=disabled']),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}
