import { stripVTControlCharacters } from 'node:util';
import { writeOutcomes } from './test-outcomes.mjs';

/** @import { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node' */
/** @import { TestOutcome } from './test-outcomes.mjs' */

/**
 * Leaves what `npm test` counts: every test, and as failures also what went wrong outside tests (a file that does not
 * load, a hook, an unhandled rejection).
 * @implements {Reporter}
 */
export default class OutcomesReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly SerializedError[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    writeOutcomes('vitest', [
      ...modules.flatMap(listModule),
      ...unhandledErrors.map((error) => describeFailure('unhandled error', [error])),
    ]);
  }
}

/**
 * @param {TestModule} module
 * @returns {TestOutcome[]}
 */
function listModule(module) {
  const place = `[${module.project.name}] ${module.relativeModuleId}`;
  const outside = [module, ...module.children.allSuites()]
    .filter((holder) => holder.errors().length > 0)
    .map((holder) =>
      describeFailure(holder.type === 'module' ? place : `${place} > ${holder.fullName}`, holder.errors()),
    );
  return [...outside, ...[...module.children.allTests()].map((test) => describeTest(place, test))];
}

/**
 * @param {string} place
 * @param {TestCase} test
 * @returns {TestOutcome}
 */
function describeTest(place, test) {
  const name = `${place} > ${test.fullName}`;
  const result = test.result();
  switch (result.state) {
    case 'passed':
      return { name, status: 'passed', detail: '' };
    case 'skipped':
      return { name, status: 'skipped', detail: result.note ?? '' };
    case 'failed':
      return describeFailure(name, result.errors);
    case 'pending':
      return { name, status: 'failed', detail: 'it did not come to an end' };
  }
}

/**
 * @param {string} name
 * @param {readonly { message: string }[]} errors
 * @returns {TestOutcome}
 */
function describeFailure(name, errors) {
  const [firstLine = ''] = stripVTControlCharacters(errors[0]?.message ?? '').split('\n');
  return { name, status: 'failed', detail: firstLine };
}
