/**
 * `npm run bench [-- --json FILE --only PARTS --with NAMES]`: our engines beside `tf.layers` and PyTorch, taking turns in
 * one browser on one machine. Ratios are what counts: absolute times move with whatever else the machine does.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright';
import { ask, openContender, openPage, startBench } from './bench/bench-browser.ts';
import { describeFigures, takeQuantile, type BenchFigures } from './bench/figures.ts';
import { measureImport } from './bench/import-speed.ts';
import { describeLighthouse, measureLighthouse } from './bench/lighthouse.ts';
import { describeTargets } from './bench/targets.ts';
import { trainInApp } from './bench/train-in-app.ts';
import { runCommand } from './run-command.mjs';

const PARTS = ['batches', 'predict', 'what-if', 'training', 'import', 'lighthouse'] as const;
const CONTENDERS = [
  ...['wasm', 'wasm-relaxed', 'webgl'],
  ...['tf-layers-webgl', 'tf-layers-wasm', 'tf-layers-cpu'],
] as const;
const NAMES = [...CONTENDERS, 'pytorch'] as const;
const ROUNDS = 40;
/** A slow contender takes part until it has this many batches and has used this much time. */
const ENOUGH_BATCHES = 5;
const ENOUGH_MS = 8000;
const SLIDER_MOVES = 40;

const { values: parameters } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, with: { type: 'string' } },
});
const parts = choose(PARTS, parameters.only);
const names = choose(NAMES, parameters.with);

const figures: BenchFigures = {
  trainBatchMs: {},
  trainBatchP90Ms: {},
  firstBatchMs: {},
  drawsPerBatch: {},
  fullTrainingMs: {},
  predictMs: {},
  whatIfMs: {},
  importMBps: {},
  importFirstProgressMs: NaN,
  importCancelMs: NaN,
  longestTaskMs: NaN,
  lighthouse: [],
  environment: {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    loadBefore: loadavg()[0] ?? NaN,
    node: process.version,
  },
};

const { browser, address, close } = await startBench();
try {
  figures.environment.browser = `Chromium ${browser.version()}`;
  figures.environment.renderer = await readRenderer();
  if (parts.has('batches') || parts.has('predict')) await measureContenders();
  if (parts.has('what-if')) await measureWhatIf();
  if (parts.has('training')) await measureFullTrainings();
  if (parts.has('import')) await measureImport(browser, address, figures);
  if (parts.has('lighthouse')) figures.lighthouse = await measureLighthouse();
} catch (error) {
  // What was measured until then is said all the same.
  console.error(error);
  process.exitCode = 1;
} finally {
  await close();
}
figures.environment.loadAfter = loadavg()[0] ?? NaN;
if (parameters.json !== undefined) writeFileSync(parameters.json, `${JSON.stringify(figures, null, 2)}\n`);
console.log(
  `${describeFigures(figures)}\n\n${describeTargets(figures)}\n\n${describeLighthouse(figures.lighthouse)}`.trimEnd(),
);

/** Those of `all` that a list like "a,b" names; all of them without a list. */
function choose<Name extends string>(all: readonly Name[], list: string | undefined): ReadonlySet<Name> {
  if (list === undefined) return new Set(all);
  return new Set(
    list.split(',').map((given) => {
      const found = all.find((name) => name === given);
      if (found === undefined) throw new Error(`"${given}" is none of ${all.join(', ')}.`);
      return found;
    }),
  );
}

async function measureContenders(): Promise<void> {
  const pages = await openContenders(browser);
  const torchBefore = await runPytorch();
  if (parts.has('batches')) {
    await takeTurns('trainBatch', pages, (name, times) => {
      figures.trainBatchMs[name] = takeQuantile(times, 0.5);
      figures.trainBatchP90Ms[name] = takeQuantile(times, 0.9);
    });
    for (const [name, page] of pages) {
      if (name.endsWith('webgl')) figures.drawsPerBatch[name] = await ask(page, 'countDraws');
    }
  }
  recordPytorch([torchBefore, await runPytorch()]);
  if (parts.has('predict')) {
    await takeTurns('predict', pages, (name, times) => {
      figures.predictMs[name] = takeQuantile(times, 0.5);
    });
  }
  for (const page of pages.values()) await page.close();
}

async function readRenderer(): Promise<string> {
  const page = await openPage(browser, address);
  const renderer = await ask(page, 'renderer');
  await page.close();
  return renderer;
}

async function openContenders(browser: Browser): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>();
  for (const name of CONTENDERS.filter((each) => names.has(each))) {
    console.error(`${name}: first batch`);
    const page = await openPage(browser, address);
    try {
      figures.firstBatchMs[name] = await openContender(page, name);
      pages.set(name, page);
    } catch (error) {
      console.error(`${name} cannot run here: ${error instanceof Error ? error.message : String(error)}`);
      await page.close();
    }
  }
  return pages;
}

/** Round by round one call per contender, so that what slows the machine down slows all of them. */
async function takeTurns(
  call: 'trainBatch' | 'predict',
  pages: ReadonlyMap<string, Page>,
  record: (name: string, times: readonly number[]) => void,
): Promise<void> {
  console.error(`${call}: taking turns`);
  const times = new Map([...pages.keys()].map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of pages) {
      const own = times.get(name) ?? [];
      const spent = own.reduce((sum, ms) => sum + ms, 0);
      if (own.length < ENOUGH_BATCHES || spent < ENOUGH_MS) own.push(await ask(page, call));
    }
  }
  for (const [name, own] of times) record(name, own);
}

interface TorchFigures {
  readonly version: string;
  readonly firstBatchMs: number;
  readonly trainBatchMs: readonly number[];
  readonly predictMs: number;
}

/** Null where there is no Python with PyTorch, or it is not wanted. */
async function runPytorch(): Promise<TorchFigures | null> {
  if (!names.has('pytorch')) return null;
  console.error('pytorch');
  for (const python of ['python3', '/usr/bin/python3']) {
    const { code, output } = await runCommand(python, ['scripts/bench/pytorch.py'], {
      capture: true,
      env: { OMP_NUM_THREADS: '1' },
    });
    if (code === 0) return JSON.parse(output.slice(output.indexOf('{'))) as TorchFigures;
  }
  return null;
}

/** Measured before and after the turns, and put together. */
function recordPytorch(runs: readonly (TorchFigures | null)[]): void {
  const found = runs.filter((run) => run !== null);
  const [first] = found;
  if (first === undefined) return;
  const batches = found.flatMap(({ trainBatchMs }) => trainBatchMs);
  figures.trainBatchMs.pytorch = takeQuantile(batches, 0.5);
  figures.trainBatchP90Ms.pytorch = takeQuantile(batches, 0.9);
  figures.firstBatchMs.pytorch = first.firstBatchMs;
  figures.predictMs.pytorch = Math.min(...found.map(({ predictMs }) => predictMs));
  figures.environment.pytorch = `${first.version}, one thread`;
}

/** Forecasts run on the processor whatever trains, so there is one figure. */
async function measureWhatIf(): Promise<void> {
  console.error('what-if');
  const page = await openPage(browser, address);
  await ask(page, 'openWhatIf');
  const times: number[] = [];
  await ask(page, 'whatIf');
  for (let move = 0; move < SLIDER_MOVES; move++) times.push(await ask(page, 'whatIf'));
  figures.whatIfMs.wasm = takeQuantile(times, 0.5);
  await page.close();
}

/** On WebGL only where there is a GPU: by software it would take a quarter of an hour. */
async function measureFullTrainings(): Promise<void> {
  console.error('a whole training in the app');
  const { trainingMs, longestTaskMs } = await trainInApp(browser, 'wasm');
  figures.fullTrainingMs.wasm = trainingMs;
  figures.longestTaskMs = longestTaskMs;
  const software = /swiftshader|llvmpipe|software|none/i.test(String(figures.environment.renderer));
  if (!software) figures.fullTrainingMs.webgl = (await trainInApp(browser, 'webgl')).trainingMs;
}
