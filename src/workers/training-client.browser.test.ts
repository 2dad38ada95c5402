import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import type { Metric } from '#core/metric.ts';
import { testPersona } from '#core/personas/sample.ts';
import { PRESETS, type TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice } from '#core/training-job.ts';
import { readMarkedDays } from '#storage/annotations.ts';
import { listCheckpointed } from '#storage/checkpoints.ts';
import { discard, openFresh } from '#storage/fresh-profile.fixture.ts';
import { listJobs } from '#storage/jobs.ts';
import { listVersions } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { countWorkers, type CountedWorkers } from './counted-workers.fixture.ts';
import type { TrainingEvent } from './protocol.ts';
import { trainMetrics } from './training-client.ts';
import { acquireLock, type HeldLock } from './web-lock.ts';

const BOTH = ['restingHeartRate', 'hrvRmssd'] as const;
const QUICK: TrainingConfig = { ...PRESETS.compact, hidden: 8, windowDays: 7, maxEpochs: 2 };
/** Long enough to be ended by something else. */
const LONG: TrainingConfig = { ...QUICK, hidden: 64, windowDays: 30, maxEpochs: 200, patience: 200 };

let db: ProfileDatabase;
let workers: CountedWorkers;

beforeEach(async () => {
  vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(2);
  db = openFresh();
  await db.dayRecords.bulkPut(testPersona().records);
  workers = countWorkers();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await discard(db);
});

/** Trains both metrics and tells each event with what has been told so far. */
async function trainBoth(
  { config, engine = 'wasm' }: { readonly config: TrainingConfig; readonly engine?: EngineChoice },
  onEvent: (
    event: TrainingEvent,
    abort: { cancel: () => void; stop: (metric: Metric) => void },
  ) => void = () => undefined,
): Promise<readonly TrainingEvent[]> {
  const cancel = new AbortController();
  const stops = new Map<Metric, AbortController>(BOTH.map((metric) => [metric, new AbortController()]));
  const abort = {
    cancel: () => {
      cancel.abort();
    },
    stop: (metric: Metric) => {
      stops.get(metric)?.abort();
    },
  };
  const events: TrainingEvent[] = [];
  await trainMetrics(
    {
      db,
      profileId: db.name.replace('pulsecast-profile-', ''),
      records: await readMarkedDays(db),
      engine,
      plans: BOTH.map((metric) => ({ metric, config })),
    },
    { cancel: cancel.signal, stopOf: (metric) => stops.get(metric)?.signal ?? cancel.signal },
    (event) => {
      events.push(event);
      onEvent(event, abort);
    },
  );
  return events;
}

/** True once both metrics have finished an epoch. */
function watchEpochs(): (event: TrainingEvent) => boolean {
  const trained = new Set<Metric>();
  return (event) => {
    if (event.kind === 'progress' && event.progress.epoch > 0) trained.add(event.metric);
    return trained.size === BOTH.length;
  };
}

function without(values: DayRecord['values'], field: keyof DayRecord['values']): DayRecord['values'] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== field));
}

function endsOf(events: readonly TrainingEvent[]): ReadonlyMap<Metric, string> {
  return new Map(
    events.flatMap((event) =>
      event.kind === 'done'
        ? [[event.metric, 'done']]
        : event.kind === 'failed'
          ? [[event.metric, event.fault.kind]]
          : [],
    ),
  );
}

describe('a job of two metrics', () => {
  it('trains them side by side on the processor, under one lock, and leaves no worker behind', async () => {
    const locksMeanwhile: Promise<HeldLock | null>[] = [];
    const events = await trainBoth({ config: QUICK }, (event) => {
      // The first that ends must not give away the lock of the one that still trains or is being saved.
      if (event.kind === 'done' && locksMeanwhile.length === 0) locksMeanwhile.push(acquireLock('training'));
    });
    expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(['begun', 'begun']);
    expect(workers.most()).toBe(2);
    expect(workers.alive.size).toBe(0);
    expect(await Promise.all(locksMeanwhile)).toEqual([null]);
    expect((await listVersions(db)).map(({ metric }) => metric).toSorted()).toEqual([...BOTH].toSorted());
    expect((await listJobs(db, Date.now())).map(({ state }) => state.status)).toEqual(['done', 'done']);
    const lock = await acquireLock('training');
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it('trains them one after the other on the GPU', async () => {
    const events = await trainBoth({ config: QUICK, engine: 'webgl' });
    expect(endsOf(events)).toEqual(new Map(BOTH.map((metric) => [metric, 'done'])));
    expect(workers.most()).toBe(1);
    expect(workers.started()).toBe(2);
    expect(workers.alive.size).toBe(0);
  });

  it('goes on with one where the other fails', async () => {
    const withoutHrv = testPersona().records.map((record): DayRecord => ({
      ...record,
      values: without(record.values, 'hrvRmssdMs'),
    }));
    await db.dayRecords.bulkPut(withoutHrv);
    const events = await trainBoth({ config: QUICK });
    expect(endsOf(events)).toEqual(
      new Map([
        ['hrvRmssd', 'requirementsNotMet'],
        ['restingHeartRate', 'done'],
      ]),
    );
    expect(workers.alive.size).toBe(0);
  });

  it('is cancelled as a whole: no worker, no version and nothing to go on with remain', async () => {
    const bothTrain = watchEpochs();
    let aliveAfter = -1;
    const events = await trainBoth({ config: LONG }, (event, { cancel }) => {
      if (aliveAfter >= 0 || !bothTrain(event)) return;
      expect(workers.training.size).toBe(2);
      cancel();
      aliveAfter = workers.training.size;
    });
    expect(aliveAfter).toBe(0);
    expect(workers.alive.size).toBe(0);
    expect([...endsOf(events).values()]).toEqual(['cancelled', 'cancelled']);
    expect(await listVersions(db)).toEqual([]);
    expect((await listJobs(db, Date.now())).map(({ state }) => state.status)).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect((await listCheckpointed(db)).size).toBe(0);
  });

  it('keeps the best epoch of each when it is stopped', async () => {
    const events = await trainBoth({ config: LONG }, (event, { stop }) => {
      if (event.kind === 'progress' && event.progress.epoch > 0) stop(event.metric);
    });
    const ends = events.filter((event) => event.kind === 'done');
    expect(ends.map(({ metric }) => metric).toSorted()).toEqual([...BOTH].toSorted());
    for (const { version } of ends) {
      expect(version.description.stoppedByPerson).toBe(true);
      expect(version.description.losses.length).toBeLessThan(LONG.maxEpochs);
    }
    expect(workers.alive.size).toBe(0);
  });
});
