import { expect, it } from 'vitest';
import type { Fault } from '#core/training-job.ts';
import { faultSentence } from './common.ts';

const FAULTS: readonly Fault[] = [
  { kind: 'cancelled' },
  { kind: 'requirementsNotMet', sentences: ['HRV: 18 of 30 days. 12 more mornings.'] },
  { kind: 'diverged', epoch: 4 },
  { kind: 'outOfMemory' },
  { kind: 'contextLost' },
  { kind: 'workerLost', how: 'ended' },
  { kind: 'workerLost', how: 'silent' },
  { kind: 'engineUnavailable', reason: 'no WebGL' },
  { kind: 'badArtifacts', reason: 'the hash differs' },
  { kind: 'storageFull', kept: 'Nothing was half-written' },
  { kind: 'busyElsewhere', what: 'import' },
  { kind: 'busyElsewhere', what: 'training' },
  { kind: 'unexpected', message: 'x is undefined', stack: '' },
];

it('says every fault in whole sentences', () => {
  for (const fault of FAULTS) {
    const sentence = faultSentence(fault);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/undefined\.\.|\.\./);
  }
});
