import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { launchOptions } from '../browser.mjs';
import { buildApp, DIST } from '../build-app.mjs';
import { findFreePort } from '../free-port.mjs';
import { serveFolder } from '../serve.mjs';

/**
 * Fetched into npm's own cache when it is asked for: with its 200 packages it would make every clone a third larger,
 * and only this part of the benchmark needs it.
 */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
export type LighthouseCategory = (typeof CATEGORIES)[number];

/** Scores 0-100 of one page on one kind of device. */
export interface LighthouseScores {
  readonly page: 'landing' | 'today';
  readonly device: 'phone' | 'desktop';
  readonly scores: Readonly<Record<LighthouseCategory, number>>;
  /** How fast Lighthouse found this machine: below about 1000 the performance says more about the machine. */
  readonly machineIndex: number;
}

interface Report {
  readonly categories: Readonly<Record<LighthouseCategory, { readonly score: number | null }>>;
  readonly environment: { readonly benchmarkIndex: number };
}

/** Audits the built app as it is served: the landing page of a new visitor, and Today of the sample person. */
export async function measureLighthouse(): Promise<readonly LighthouseScores[]> {
  const problem = await buildApp();
  if (problem !== null) throw new Error(problem);
  const folder = mkdtempSync(join(tmpdir(), 'pulsecast-lighthouse-'));
  const server = await serveFolder(DIST, 0);
  const address = `http://localhost:${String(server.port)}/`;
  const debugPort = await findFreePort();
  const options = launchOptions();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...options,
    args: [...options.args, `--remote-debugging-port=${String(debugPort)}`],
  });
  try {
    const audit = async (
      page: LighthouseScores['page'],
      device: LighthouseScores['device'],
    ): Promise<LighthouseScores> => {
      const path = join(folder, `${page}-${device}.json`);
      await runLighthouse(page === 'today' ? `${address}#/today` : address, debugPort, device, path);
      const { categories, environment } = JSON.parse(readFileSync(path, 'utf8')) as Report;
      const score = (category: LighthouseCategory) => Math.round((categories[category].score ?? NaN) * 100);
      return {
        page,
        device,
        scores: {
          performance: score('performance'),
          accessibility: score('accessibility'),
          'best-practices': score('best-practices'),
        },
        machineIndex: environment.benchmarkIndex,
      };
    };
    const landing = [await audit('landing', 'phone'), await audit('landing', 'desktop')];
    await fillSample(context, address);
    return [...landing, await audit('today', 'phone'), await audit('today', 'desktop')];
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillSample(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Try with sample data' }).first().click();
  await page.getByRole('region', { name: 'HRV forecast' }).getByText(/ ms$/).first().waitFor();
  await page.close();
}

async function runLighthouse(url: string, port: number, device: string, path: string): Promise<void> {
  const parameters = [
    ...['--yes', LIGHTHOUSE, url, `--port=${String(port)}`, '--quiet'],
    ...['--output=json', `--output-path=${path}`, `--only-categories=${CATEGORIES.join(',')}`],
    // Else it would empty the database that holds the sample person; and it need not tell anyone of its failures.
    ...['--disable-storage-reset', '--no-enable-error-reporting'],
    ...(device === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const child = spawn('npx', parameters, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new Error(`Lighthouse ended with ${String(code)}. It is fetched from npm when it runs.`);
}

const LEAST: Readonly<Record<LighthouseCategory, number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
};

/** A Markdown table of the scores; "no" where one is below its target. */
export function describeLighthouse(all: readonly LighthouseScores[]): string {
  if (all.length === 0) return '';
  const rows = all.map(({ page, device, scores, machineIndex }) => [
    `${page}, ${device}`,
    ...CATEGORIES.map((category) => String(scores[category])),
    CATEGORIES.every((category) => scores[category] >= LEAST[category]) ? 'yes' : 'no',
    machineIndex.toFixed(0),
  ]);
  const head = [
    ['Lighthouse', ...CATEGORIES.map((each) => `${each} (>= ${String(LEAST[each])})`), 'reached', 'machine'],
    ['---', ...CATEGORIES.map(() => '--:'), '---', '--:'],
  ];
  return [...head, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
