import { runNode } from './run-command.mjs';

/**
 * @typedef {object} CheckOutcome
 * @property {string} name
 * @property {boolean} passed
 * @property {string} output what the tool said
 * @property {number} seconds
 */

/** What the tools must find nothing to say about, the slowest first: two run at a time. */
const CHECKS = [
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', parameters: ['.', '--max-warnings', '0'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', parameters: ['-b'] },
  { name: 'format', script: 'node_modules/prettier/bin/prettier.cjs', parameters: ['--check', '.'] },
  {
    name: 'layers',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    parameters: ['src', 'e2e', 'scripts', 'vite.config.ts'],
  },
  {
    name: 'dead code',
    script: 'node_modules/knip/bin/knip.js',
    parameters: ['--treat-config-hints-as-errors'],
  },
];

const AT_A_TIME = 2;

const TIMEOUT_MS = 8 * 60_000;

/**
 * Runs all checks, whether or not one fails, and says each result as it comes.
 * @returns {Promise<readonly CheckOutcome[]>} in the order of `CHECKS`
 */
export async function runStaticChecks() {
  /** @type {CheckOutcome[]} */
  const outcomes = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < CHECKS.length; index = next++) {
      const check = CHECKS[index];
      if (check !== undefined) outcomes[index] = await runCheck(check);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return outcomes;
}

/**
 * @param {{ name: string, script: string, parameters: readonly string[] }} check
 * @returns {Promise<CheckOutcome>}
 */
async function runCheck({ name, script, parameters }) {
  const { code, output, seconds, timedOut } = await runNode(script, parameters, {
    capture: true,
    timeoutMs: TIMEOUT_MS,
  });
  const passed = code === 0;
  const verdict = passed ? 'ok    ' : timedOut ? 'HANGS ' : 'FAILED';
  console.log(`${verdict} ${name} (${seconds.toFixed(0)} s)`);
  if (!passed) console.log(output.trimEnd());
  return { name, passed, output, seconds };
}
