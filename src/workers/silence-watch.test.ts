import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence, type SilenceWatch } from './silence-watch.ts';

let silences: number;
let watch: SilenceWatch;

beforeEach(() => {
  vi.useFakeTimers();
  silences = 0;
  watch = watchSilence(() => silences++);
});

afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

function train(batches: number, batchMs: number): void {
  watch.heard('training');
  for (let batch = 0; batch < batches; batch++) {
    vi.advanceTimersByTime(batchMs);
    watch.heard('training');
  }
}

describe('silence of a worker', () => {
  it('counts only after a stop was asked for', () => {
    train(3, 100);
    vi.advanceTimersByTime(60_000);
    expect(silences).toBe(0);
  });

  it('is too long after two seconds where batches are fast', () => {
    train(3, 100);
    watch.expectStop();
    vi.advanceTimersByTime(1999);
    expect(silences).toBe(0);
    vi.advanceTimersByTime(1);
    expect(silences).toBe(1);
  });

  it('is too long after three times the slowest batch where they are slow', () => {
    train(2, 5000);
    watch.expectStop();
    vi.advanceTimersByTime(14_999);
    expect(silences).toBe(0);
    vi.advanceTimersByTime(1);
    expect(silences).toBe(1);
  });

  it('begins anew with every message and never ends a worker that compiles or scores', () => {
    train(1, 100);
    watch.expectStop();
    vi.advanceTimersByTime(1500);
    watch.heard('training');
    vi.advanceTimersByTime(1500);
    watch.heard('scoring');
    vi.advanceTimersByTime(60_000);
    expect(silences).toBe(0);
  });

  it('is nobody’s business after the end', () => {
    train(1, 100);
    watch.expectStop();
    watch.close();
    vi.advanceTimersByTime(60_000);
    expect(silences).toBe(0);
  });
});
