import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence, type SilenceWatch } from './silence-watch.ts';

const TICK_MS = 250;
const HOUR_MS = 3_600_000;

let silences: number;
let watch: SilenceWatch;
let sleptMs: number;

beforeEach(() => {
  vi.useFakeTimers();
  sleptMs = 0;
  const readClock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => readClock() + sleptMs);
  silences = 0;
  watch = watchSilence(() => silences++);
});

afterEach(() => {
  watch.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function train(batches: number, batchMs: number): void {
  watch.heard('training');
  for (let batch = 0; batch < batches; batch++) {
    vi.advanceTimersByTime(batchMs);
    watch.heard('training');
  }
}

/** Not earlier than `ms`, and at the next tick then. */
function expectSilenceAfter(ms: number): void {
  vi.advanceTimersByTime(ms - TICK_MS);
  expect(silences).toBe(0);
  vi.advanceTimersByTime(2 * TICK_MS);
  expect(silences).toBe(1);
  vi.advanceTimersByTime(HOUR_MS);
  expect(silences, 'it is told once').toBe(1);
}

/** The clock goes on, but no timer fires before the machine is awake again. */
function sleep(ms: number): void {
  sleptMs += ms;
  vi.advanceTimersByTime(TICK_MS);
}

describe('silence of a worker that was asked to stop', () => {
  it('is too long after two seconds where batches are fast', () => {
    train(3, 100);
    watch.expectStop();
    expectSilenceAfter(2000);
  });

  it('is too long after three times the slowest batch where they are slow', () => {
    train(2, 5000);
    watch.expectStop();
    expectSilenceAfter(15_000);
  });

  it('begins anew with every message and leaves a worker that compiles or scores its time', () => {
    train(1, 100);
    watch.expectStop();
    vi.advanceTimersByTime(1500);
    watch.heard('training');
    vi.advanceTimersByTime(1500);
    watch.heard('scoring');
    vi.advanceTimersByTime(5 * 60_000);
    expect(silences).toBe(0);
  });
});

describe('silence of a worker that nobody asked to stop', () => {
  it('is too long after a minute where batches are fast', () => {
    train(3, 100);
    expectSilenceAfter(60_000);
  });

  it('is too long after ten times the slowest batch, or the warm-up, where they are slow', () => {
    watch.heard('warmingUp');
    vi.advanceTimersByTime(20_000);
    train(1, 100);
    expectSilenceAfter(200_000);
  });

  it('is too long after ten minutes of compiling', () => {
    watch.heard('warmingUp');
    expectSilenceAfter(600_000);
  });

  it('does not count the hours a machine sleeps', () => {
    train(3, 100);
    for (let night = 0; night < 5; night++) sleep(HOUR_MS);
    expect(silences).toBe(0);
    watch.heard('training');
    expectSilenceAfter(60_000);
  });

  it('is nobody’s business after the end', () => {
    train(1, 100);
    watch.close();
    vi.advanceTimersByTime(HOUR_MS);
    expect(silences).toBe(0);
  });
});
