import { describe, expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import { PRESETS } from '#core/training-config.ts';
import type { JobRecord, JobState, TrainingProgress } from '#core/training-job.ts';
import { engineSentence, jobSentence, progressSentence, remainingSentence, type Resumable } from './train.ts';

const progress: TrainingProgress = {
  metric: 'hrvRmssd',
  phase: 'training',
  stage: 'evaluation',
  epoch: 12,
  maxEpochs: 100,
  fraction: 0.1,
  losses: [],
  bestEpoch: 10,
  msPerEpoch: 1000,
  etaMs: 110_000,
  engine: null,
};

describe('progress in words', () => {
  it('says where the training is', () => {
    expect(progressSentence(progress)).toBe('Evaluation run (1 of 2): training, epoch 12 of at most 100');
    expect(progressSentence(null)).toBe('Preparing the days and the engine');
  });

  it('promises no more than an upper bound', () => {
    expect(remainingSentence(progress, false)).toBe('at most 2 min; stops early when it no longer improves');
    expect(remainingSentence({ ...progress, etaMs: NaN }, false)).toBe('Time left is not known yet.');
  });
});

describe('engine in words', () => {
  it('does not call software a GPU, and gives the reason of a fall-back', () => {
    const plain = { fallbackReason: null, relaxedSimd: false };
    const webgl = { ...plain, name: 'webgl', device: 'Apple M2' } as const;
    expect(engineSentence(webgl)).toBe('Runs on GPU (WebGL), Apple M2.');
    expect(engineSentence({ ...webgl, device: 'SwiftShader' })).toBe(
      'Runs on WebGL in software, SwiftShader.',
    );
    const cpu = { ...plain, name: 'cpu', device: '' } as const;
    expect(engineSentence({ ...cpu, fallbackReason: 'There is no WebGL here.' })).toBe(
      'Runs on CPU (JavaScript). There is no WebGL here.',
    );
  });

  it('says what relaxed SIMD means for the digits', () => {
    const report = { name: 'wasm', device: 'a processor', fallbackReason: null, relaxedSimd: true } as const;
    expect(engineSentence(report)).toBe(
      'Runs on CPU (WebAssembly), a processor. The last digits may differ on another machine.',
    );
  });
});

describe('a job that did not end', () => {
  const sentenceOf = (state: JobState, resumable: Resumable = 'no'): string | null => {
    const job: JobRecord = {
      id: 'j',
      metric: 'restingHeartRate',
      config: PRESETS.compact,
      createdAt: 0,
      updatedAt: 0,
      dataThrough: localDate('2026-11-24'),
      state,
    };
    return jobSentence(job, resumable);
  };

  it('is told with a next step', () => {
    expect(sentenceOf({ status: 'interrupted', epoch: 3 })).toContain('interrupted in epoch 3');
    expect(sentenceOf({ status: 'failed', fault: { kind: 'outOfMemory' } })).toContain('memory');
  });

  it('says whether it can go on, and why not', () => {
    const interrupted = { status: 'interrupted', epoch: 3 } as const;
    expect(sentenceOf(interrupted, 'ready')).toMatch(/because the page was closed\. It can go on/);
    expect(sentenceOf(interrupted, 'changed')).toContain('Your days have changed since');
    expect(sentenceOf(interrupted)).toContain('Nothing was saved; start it again.');
    const failed = { status: 'failed', fault: { kind: 'outOfMemory' } } as const;
    expect(sentenceOf(failed, 'ready')).toMatch(/memory.* It can go on/);
  });

  it('is not told where it ended as the person wanted', () => {
    expect(sentenceOf({ status: 'cancelled' })).toBeNull();
    expect(sentenceOf({ status: 'failed', fault: { kind: 'cancelled' } })).toBeNull();
    expect(sentenceOf({ status: 'done', versionId: 'v', activated: true, reason: '' })).toBeNull();
  });
});
