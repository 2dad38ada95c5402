import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from './run-command.mjs';

/**
 * What the two test runners report, in one form: their own JSON reports lack the reasons of skipped tests (Vitest)
 * and errors outside tests, and a count is only worth something when those count too.
 *
 * @typedef {object} TestOutcome
 * @property {string} name
 * @property {'passed' | 'failed' | 'skipped'} status
 * @property {string} detail reason of a skip, first error of a failure; else empty
 *
 * @typedef {object} PhaseOutcome
 * @property {string} phase
 * @property {readonly TestOutcome[]} tests
 * @property {number} seconds
 */

export const RESULTS_FOLDER = join(REPOSITORY, '.cache', 'test-results');

/**
 * @param {string} runner
 * @returns {string} where the runner's reporter leaves its outcomes
 */
export function outcomesPath(runner) {
  return join(RESULTS_FOLDER, `${runner}.json`);
}

/**
 * @param {string} runner
 * @param {readonly TestOutcome[]} tests
 */
export function writeOutcomes(runner, tests) {
  mkdirSync(dirname(outcomesPath(runner)), { recursive: true });
  writeFileSync(outcomesPath(runner), JSON.stringify(tests));
}

/**
 * The outcomes that a runner left, with one more failure where what it left cannot be the truth: no report at all,
 * no test that ran, or an exit code that says failed beside tests that all passed.
 * @param {string} runner
 * @param {{ code: number, timedOut: boolean }} ended
 * @returns {readonly TestOutcome[]}
 */
export function readOutcomes(runner, ended) {
  const path = outcomesPath(runner);
  if (!existsSync(path)) return [failure(runner, `${describeEnd(ended)} before it reported anything`)];
  /** @type {unknown} */
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const tests = /** @type {TestOutcome[]} */ (report);
  return judgeOutcomes(runner, tests, ended);
}

/**
 * @param {string} runner
 * @param {readonly TestOutcome[]} tests
 * @param {{ code: number, timedOut: boolean }} ended
 * @returns {readonly TestOutcome[]}
 */
export function judgeOutcomes(runner, tests, ended) {
  if (!tests.some(({ status }) => status !== 'skipped')) {
    return [...tests, failure(runner, 'not one test ran')];
  }
  const saysFailed = ended.code !== 0 || ended.timedOut;
  if (saysFailed && !tests.some(({ status }) => status === 'failed')) {
    return [...tests, failure(runner, `${describeEnd(ended)} although every test passed`)];
  }
  return tests;
}

/** @param {{ code: number, timedOut: boolean }} ended */
function describeEnd({ code, timedOut }) {
  return timedOut ? 'it was ended because it took too long' : `it ended with ${code}`;
}

/**
 * @param {string} name
 * @param {string} detail
 * @returns {TestOutcome}
 */
export function failure(name, detail) {
  return { name, status: 'failed', detail };
}

/**
 * @param {readonly TestOutcome[]} tests
 * @param {TestOutcome['status']} status
 */
export function countStatus(tests, status) {
  return tests.filter((test) => test.status === status).length;
}

/**
 * The closing summary. Its last line is exactly `N passed, N failed`; everything else stands before it.
 * @param {readonly PhaseOutcome[]} phases
 * @returns {readonly string[]} lines
 */
export function summarise(phases) {
  const tests = phases.flatMap((phase) => phase.tests);
  const list = (/** @type {TestOutcome['status']} */ status) =>
    tests
      .filter((test) => test.status === status)
      .map(({ name, detail }) => `  ${name}: ${detail === '' ? 'no reason given' : detail}`);
  const skipped = list('skipped');
  const failed = list('failed');
  return [
    '',
    ...phases.map(describePhase),
    ...(skipped.length > 0 ? ['', `Skipped (${skipped.length}):`, ...skipped] : []),
    ...(failed.length > 0 ? ['', `Failed (${failed.length}):`, ...failed] : []),
    '',
    `${countStatus(tests, 'passed')} passed, ${countStatus(tests, 'failed')} failed`,
  ];
}

/** @param {PhaseOutcome} phase */
function describePhase({ phase, tests, seconds }) {
  const skipped = countStatus(tests, 'skipped');
  const counts = `${countStatus(tests, 'passed')} passed, ${countStatus(tests, 'failed')} failed`;
  return `${phase.padEnd(22)} ${counts}${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds.toFixed(0)} s)`;
}
