import { stripVTControlCharacters } from 'node:util';
import { writeOutcomes } from './test-outcomes.mjs';

/** @import { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter' */
/** @import { TestOutcome } from './test-outcomes.mjs' */

/**
 * Leaves what `npm test` counts: every journey, and as failures also errors outside tests and journeys that never
 * ran.
 * @implements {Reporter}
 */
export default class OutcomesReporter {
  /** @type {Suite | null} */
  #root = null;

  /** @type {TestOutcome[]} */
  #outside = [];

  /**
   * @param {FullConfig} _config
   * @param {Suite} root
   */
  onBegin(_config, root) {
    this.#root = root;
  }

  /** @param {TestError} error */
  onError(error) {
    this.#outside.push({
      name: 'outside the journeys',
      status: 'failed',
      detail: firstLineOf(error.message),
    });
  }

  onEnd() {
    writeOutcomes('playwright', [...this.#outside, ...(this.#root?.allTests() ?? []).map(describeTest)]);
  }

  printsToStdio() {
    return false;
  }
}

/**
 * @param {TestCase} test
 * @returns {TestOutcome}
 */
function describeTest(test) {
  const name = `[e2e] ${test
    .titlePath()
    .filter((part) => part !== '')
    .join(' > ')}`;
  const [last] = test.results.slice(-1);
  if (last === undefined) return { name, status: 'failed', detail: 'it did not run' };
  if (last.status === 'skipped') {
    const reason = [...test.annotations, ...last.annotations].find(
      ({ description }) => description !== undefined,
    );
    return { name, status: 'skipped', detail: reason?.description ?? '' };
  }
  if (test.outcome() === 'expected') return { name, status: 'passed', detail: '' };
  return { name, status: 'failed', detail: firstLineOf(last.error?.message) };
}

/** @param {string | undefined} message */
function firstLineOf(message) {
  const [firstLine = ''] = stripVTControlCharacters(message ?? '').split('\n');
  return firstLine;
}
