/**
 * `npm test`: installs what it needs, a browser included, and runs everything: the static checks, the build, the unit
 * and browser tests, the journeys. The last line is `N passed, N failed`.
 */
import { rmSync } from 'node:fs';
import { prepareOrGiveUp } from './setup.mjs';

const VITEST_TIMEOUT_MS = 12 * 60_000;
const PLAYWRIGHT_TIMEOUT_MS = 12 * 60_000;

await prepareOrGiveUp();
const { installBrowser } = await import('./install-browser.mjs');
const { runStaticChecks } = await import('./static-checks.mjs');
const { buildApp } = await import('./build-app.mjs');
const { runNode } = await import('./run-command.mjs');
const { countStatus, failure, readOutcomes, RESULTS_FOLDER, summarise } = await import('./test-outcomes.mjs');

/** @typedef {import('./test-outcomes.mjs').TestOutcome} TestOutcome */

/** @type {import('./test-outcomes.mjs').PhaseOutcome[]} */
const phases = [];

/**
 * Every phase runs, whatever came before: one run says all there is to mend.
 * @param {string} phase
 * @param {() => Promise<readonly TestOutcome[]>} run
 */
async function runPhase(phase, run) {
  console.log(`\n== ${phase}`);
  const startedAt = Date.now();
  /** @type {readonly TestOutcome[]} */
  let tests;
  try {
    tests = await run();
  } catch (error) {
    tests = [failure(phase, String(error))];
  }
  phases.push({ phase, tests, seconds: (Date.now() - startedAt) / 1000 });
}

/**
 * @param {string} name
 * @param {string | null} problem
 * @returns {readonly TestOutcome[]}
 */
function outcomeOf(name, problem) {
  return [problem === null ? { name, status: 'passed', detail: '' } : failure(name, problem)];
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').slice(-1).join('');
}

rmSync(RESULTS_FOLDER, { recursive: true, force: true });

await runPhase('Browser', async () => outcomeOf('a Chromium starts', await installBrowser()));
await runPhase('Static checks', async () =>
  (await runStaticChecks()).map(({ name, passed, output }) =>
    passed ? { name, status: 'passed', detail: '' } : failure(name, lastLine(output)),
  ),
);
await runPhase('Build', async () => outcomeOf('the app builds', await buildApp()));
await runPhase('Unit and browser tests', async () =>
  readOutcomes(
    'vitest',
    await runNode(
      'node_modules/vitest/vitest.mjs',
      ['run', '--project=!slow', '--reporter=default', '--reporter=./scripts/vitest-reporter.mjs'],
      { timeoutMs: VITEST_TIMEOUT_MS },
    ),
  ),
);
await runPhase('Journeys', async () =>
  readOutcomes(
    'playwright',
    await runNode(
      'node_modules/@playwright/test/cli.js',
      ['test', '--config=e2e', '--reporter=list,./scripts/playwright-reporter.mjs'],
      { timeoutMs: PLAYWRIGHT_TIMEOUT_MS },
    ),
  ),
);

console.log(summarise(phases).join('\n'));
process.exitCode = phases.some(({ tests }) => countStatus(tests, 'failed') > 0) ? 1 : 0;
