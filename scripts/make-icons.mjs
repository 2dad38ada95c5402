import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from './browser.mjs';
import { REPOSITORY } from './run-command.mjs';

/**
 * Draws `public/icon.svg` as the PNGs that phones want for an installed app. `bleed`: the plain square, which phones
 * cut to their own shape; the mark then stays inside the middle 80 %.
 */
const ICONS = [
  { name: 'icon-192.png', size: 192, bleed: false },
  { name: 'icon-512.png', size: 512, bleed: false },
  { name: 'icon-maskable-512.png', size: 512, bleed: true },
  { name: 'apple-touch-icon.png', size: 180, bleed: true },
];

const svg = readFileSync(join(REPOSITORY, 'public/icon.svg'), 'utf8');
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
for (const { name, size, bleed } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const inset = bleed ? size * 0.1 : 0;
  const inner = size - 2 * inset;
  await page.setContent(
    `<body style="margin:0;background:${bleed ? '#14181a' : 'transparent'}"><div style="padding:${inset}px;width:${inner}px;height:${inner}px">${svg}</div></body>`,
  );
  writeFileSync(join(REPOSITORY, 'public', name), await page.screenshot({ omitBackground: true }));
}
await browser.close();
