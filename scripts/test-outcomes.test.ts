import { describe, expect, it } from 'vitest';
import { judgeOutcomes, summarise } from './test-outcomes.mjs';

const PASSED = { name: 'a', status: 'passed', detail: '' } as const;
const SKIPPED = { name: 'b', status: 'skipped', detail: 'needs a GPU' } as const;
const FAILED = { name: 'c', status: 'failed', detail: 'expected 1 to be 2' } as const;
const WELL = { code: 0, timedOut: false };

describe('what a test runner reports', () => {
  it('is taken as it is when runner and tests agree', () => {
    expect(judgeOutcomes('vitest', [PASSED, SKIPPED], WELL)).toEqual([PASSED, SKIPPED]);
    expect(judgeOutcomes('vitest', [PASSED, FAILED], { code: 1, timedOut: false })).toEqual([PASSED, FAILED]);
  });

  it('is a failure when not one test ran', () => {
    for (const tests of [[], [SKIPPED]]) {
      expect(judgeOutcomes('vitest', tests, WELL).at(-1)).toMatchObject({ status: 'failed', name: 'vitest' });
    }
  });

  it('is a failure when the runner crashed or hung beside passing tests', () => {
    for (const ended of [
      { code: 3, timedOut: false },
      { code: 0, timedOut: true },
    ]) {
      expect(judgeOutcomes('vitest', [PASSED], ended).map(({ status }) => status)).toEqual([
        'passed',
        'failed',
      ]);
    }
  });
});

describe('the summary', () => {
  const lines = summarise([
    { phase: 'Unit tests', tests: [PASSED, SKIPPED], seconds: 1 },
    { phase: 'Journeys', tests: [FAILED], seconds: 2 },
  ]);

  it('ends with the counts of all phases and nothing else', () => {
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('names skipped tests with their reason and failed ones with their error', () => {
    expect(lines).toContain('  b: needs a GPU');
    expect(lines).toContain('  c: expected 1 to be 2');
  });
});
