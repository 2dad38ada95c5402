import { describe, expect, it } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { addDays, localDate, type LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { TrainedModel } from '#core/model-version.ts';
import { testPersona } from '#core/personas/sample.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { PRESETS, type TrainingConfig } from '#core/training-config.ts';
import type { EngineName, TrainingProgress } from '#core/training-job.ts';
import { paceCheckpoints } from './checkpoint.ts';
import { EngineFault } from './engine.ts';
import { forecastMetric } from './forecast.ts';
import { trainModel } from './train.ts';

const RECORDS = testPersona().records;
const LAST = RECORDS.at(-1)?.date ?? localDate('2024-01-01');
const SMALL: TrainingConfig = {
  ...PRESETS.compact,
  hidden: 8,
  windowDays: 7,
  maxEpochs: 3,
  learningRate: 0.003,
};

interface Run {
  readonly model: TrainedModel;
  readonly progress: readonly TrainingProgress[];
  readonly checkpoints: readonly TrainingCheckpoint[];
}

interface RunOptions {
  readonly config?: TrainingConfig;
  readonly metric?: Metric;
  readonly stopAt?: (last: TrainingProgress) => boolean;
  readonly engine?: EngineName;
  readonly from?: TrainingCheckpoint | undefined;
  readonly now?: () => number;
}

async function train(records: readonly DayRecord[], options: RunOptions = {}): Promise<Run> {
  const progress: TrainingProgress[] = [];
  const checkpoints: TrainingCheckpoint[] = [];
  const training = trainModel(
    {
      metric: options.metric ?? 'restingHeartRate',
      records,
      config: options.config ?? SMALL,
      engine: options.engine ?? 'cpu',
      fingerprint: fingerprintRecords(records),
    },
    {
      signal: new AbortController().signal,
      stopRequested: () => progress.some((each) => options.stopAt?.(each) === true),
      now: options.now ?? (() => performance.now()),
      keepCheckpoint: (checkpoint) => checkpoints.push(checkpoint),
    },
    options.from ?? null,
  );
  let step = await training.next();
  while (step.done !== true) {
    progress.push(step.value);
    step = await training.next();
  }
  return { model: step.value, progress, checkpoints };
}

function asPredicting({ state, ...description }: TrainedModel) {
  return { id: description.data.fingerprint, version: '1.0.0', description, parameters: state.parameters };
}

async function forecastAfter(records: readonly DayRecord[], model: TrainedModel, today: LocalDate) {
  return await forecastMetric({ metric: model.metric, records, model: asPredicting(model), today });
}

describe('full train-predict flow', () => {
  for (const metric of ['restingHeartRate', 'hrvRmssd'] as const) {
    it(`trains ${metric}, scores it on days it never saw and forecasts the day after the last`, async () => {
      const { model } = await train(RECORDS, { metric });
      expect(model.losses.length).toBeGreaterThan(0);
      expect(model.state.parameters.flatMap(({ values }) => [...values]).every(Number.isFinite)).toBe(true);
      const { evaluation } = model;
      const firstScored = evaluation.days[0]?.date ?? '';
      expect(evaluation.fitted + evaluation.stopping + evaluation.days.length).toBeLessThanOrEqual(
        model.data.windows,
      );
      expect(evaluation.days.length).toBeGreaterThanOrEqual(7);
      expect(
        addDays(model.data.from, evaluation.fitted + evaluation.stopping + SMALL.windowDays) <= firstScored,
      ).toBe(true);

      const outcome = await forecastAfter(RECORDS, model, LAST);
      expect(outcome.kind).toBe('forecast');
      if (outcome.kind !== 'forecast') return;
      const { forecast } = outcome;
      expect(forecast).toMatchObject({ metric, asOf: LAST, date: addDays(LAST, 1), mode: 'evening' });
      expect(forecast.origin.kind).toBe(evaluation.served === 'network' ? 'network' : 'baseline');
      const eighty = forecast.intervals.find(({ level }) => level === 0.8);
      expect(eighty?.low).toBeLessThan(forecast.value);
      expect(eighty?.high).toBeGreaterThan(forecast.value);
    });
  }

  it('is repeated to the bit by the same data, settings and seed, and not by another seed', async () => {
    const [first, again, other] = [
      await train(RECORDS),
      await train(RECORDS),
      await train(RECORDS, { config: { ...SMALL, seed: 2 } }),
    ];
    const valuesOf = ({ model }: Run) => model.state.parameters.map(({ values }) => [...values]);
    expect(valuesOf(again)).toEqual(valuesOf(first));
    expect(again.model.evaluation).toEqual(first.model.evaluation);
    expect(valuesOf(other)).not.toEqual(valuesOf(first));
  });

  it('reports phases in order and a fraction that never falls', async () => {
    const { progress } = await train(RECORDS);
    const phases = progress.map(({ stage, phase }) => `${stage} ${phase}`);
    expect(phases.filter((each, i) => each !== phases[i - 1])).toEqual([
      'evaluation preparing',
      'evaluation warmingUp',
      'evaluation training',
      'evaluation scoring',
      'final warmingUp',
      'final training',
      'final saving',
    ]);
    for (let i = 1; i < progress.length; i++) {
      expect(progress[i]?.fraction).toBeGreaterThanOrEqual(progress[i - 1]?.fraction ?? 0);
    }
    expect(progress.at(-1)?.fraction).toBe(1);
  });

  const scoredNetworkIsKept = ({ model }: Run): void => {
    expect(model.stoppedByPerson).toBe(true);
    expect(model.losses).toEqual(model.evaluationLosses);
    expect(model.data.trainWindows).toBe(model.evaluation.fitted);
  };

  it('keeps the network that was just scored when a person stops the evaluation training', async () => {
    const run = await train(RECORDS, {
      stopAt: ({ epoch }) => epoch === 2,
      config: { ...SMALL, maxEpochs: 50 },
    });
    scoredNetworkIsKept(run);
    expect(run.model.losses).toHaveLength(2);
    expect(run.progress.map(({ stage }) => stage)).not.toContain('final training');
  });

  it('keeps it, too, when the stop comes while scoring or at the start of the final training', async () => {
    scoredNetworkIsKept(await train(RECORDS, { stopAt: ({ phase }) => phase === 'scoring' }));
    scoredNetworkIsKept(
      await train(RECORDS, { stopAt: ({ stage, phase }) => stage === 'final' && phase === 'training' }),
    );
  });

  it('keeps the final network when the stop comes after it had as many good epochs', async () => {
    const config = { ...SMALL, maxEpochs: 40, patience: 40 };
    const { model } = await train(RECORDS, {
      config,
      stopAt: ({ stage, epoch }) => stage === 'final' && epoch === 39,
    });
    expect(model.stoppedByPerson).toBe(true);
    const isFinal = model.data.trainWindows !== model.evaluation.fitted;
    expect(isFinal).toBe(model.losses.length === 39);
    expect(isFinal || model.bestEpoch === model.evaluationBestEpoch).toBe(true);
  });
});

describe('a training that goes on from a checkpoint', () => {
  /** A clock on which every epoch is slow, so that each has its checkpoint. */
  const slowClock = () => {
    let time = 0;
    return () => (time += 11_000);
  };
  const withoutTimes = ({ durationMs, ...model }: TrainedModel) => {
    expect(durationMs).toBeGreaterThan(0);
    return model;
  };

  it('ends in the same model to the bit, whichever stage was interrupted', async () => {
    const whole = await train(RECORDS, { engine: 'wasm', now: slowClock() });
    const stages = whole.checkpoints.map(({ finished, stage }) =>
      [finished === null ? 'evaluation' : 'final', stage?.losses.length ?? 0].join(' '),
    );
    expect(stages).toEqual([
      'evaluation 1',
      'evaluation 2',
      'evaluation 3',
      'final 0',
      'final 1',
      'final 2',
      'final 3',
    ]);
    for (const checkpoint of whole.checkpoints) {
      const resumed = await train(RECORDS, { engine: 'wasm', from: structuredClone(checkpoint) });
      expect(withoutTimes(resumed.model)).toEqual(withoutTimes(whole.model));
      expect(resumed.model.durationMs).toBeGreaterThan(checkpoint.elapsedMs);
      expect(resumed.progress[0]?.stage).toBe(checkpoint.finished === null ? 'evaluation' : 'final');
    }
  });

  it('goes on with the same losses on the JavaScript engine, too', async () => {
    const whole = await train(RECORDS, { now: slowClock() });
    const [, second] = whole.checkpoints;
    if (second === undefined) throw new Error('no second checkpoint');
    const resumed = await train(RECORDS, { from: second });
    expect(withoutTimes(resumed.model)).toEqual(withoutTimes(whole.model));
  });

  it('keeps the best epoch of the checkpoint where it is stopped at once', async () => {
    const { checkpoints } = await train(RECORDS, { now: slowClock() });
    const [, second] = checkpoints;
    if (second === undefined) throw new Error('no second checkpoint');
    const { model } = await train(RECORDS, { from: second, stopAt: () => true });
    expect(model).toMatchObject({ stoppedByPerson: true, losses: second.stage?.losses });
    expect(model.evaluation.days.length).toBeGreaterThan(0);
  });

  it('keeps the scored network where it is stopped before the final one has come as far', async () => {
    const whole = await train(RECORDS, { now: slowClock() });
    expect(whole.model.evaluationBestEpoch).toBeGreaterThan(1);
    const stopped = await Promise.all(
      [3, 4].map((index) => train(RECORDS, { from: whole.checkpoints[index], stopAt: () => true })),
    );
    const uninterrupted = await train(RECORDS, { stopAt: ({ phase }) => phase === 'scoring' });
    for (const { model } of stopped) {
      expect(withoutTimes(model)).toEqual(withoutTimes(uninterrupted.model));
    }
  });

  it('refuses a checkpoint whose bytes are not what was kept', async () => {
    const { checkpoints } = await train(RECORDS, { now: slowClock() });
    const [first] = checkpoints;
    first?.stage?.current.bytes.fill(0xff);
    if (first === undefined) throw new Error('no checkpoint');
    await expect(train(RECORDS, { from: first })).rejects.toMatchObject({ fault: { kind: 'badArtifacts' } });
  });

  it('has a checkpoint after the first epoch, then ever more rarely, up to every ten seconds', () => {
    let time = 0;
    const due = paceCheckpoints(() => time);
    const made: number[] = [];
    for (time = 250; time <= 60_000; time += 250) if (due()) made.push(time);
    expect(made).toEqual([250, 1250, 2250, 3500, 5250, 8000, 12_000, 18_000, 27_000, 37_000, 47_000, 57_000]);
  });
});

describe('nothing leaks', () => {
  it('scored days move no weight, scaler, constant or forecast of the days before them', async () => {
    const { model } = await train(RECORDS);
    const cut = model.evaluation.days[3]?.date ?? LAST;
    const changed = RECORDS.map((record) => (record.date < cut ? record : distort(record)));
    const { model: other } = await train(changed);
    expect(other.evaluationLosses).toEqual(model.evaluationLosses);
    const before = (run: TrainedModel) =>
      run.evaluation.days
        .filter(({ date }) => date <= cut)
        .map(({ network, networkMorning, bestBaseline, baselines }) => [
          network,
          networkMorning,
          bestBaseline,
          baselines,
        ]);
    expect(before(other)).toEqual(before(model));
    expect(before(model)).toHaveLength(4);
    expect(other.evaluation.days.at(-1)?.network).not.toBe(model.evaluation.days.at(-1)?.network);
  });

  it('a forecast is not moved by days after its as-of day', async () => {
    const { model } = await train(RECORDS);
    const today = addDays(LAST, -10);
    const known = RECORDS.filter(({ date }) => date <= today);
    expect(await forecastAfter(RECORDS, model, today)).toEqual(await forecastAfter(known, model, today));
  });
});

function distort(record: DayRecord): DayRecord {
  const values = Object.fromEntries(
    Object.entries(record.values).map(([name, value]) => [
      name,
      name === 'restingHeartRateBpm' ? value + 9 : value / 2,
    ]),
  );
  return { ...record, values };
}

describe('minimum data requirements', () => {
  it('are enforced again before training, with one sentence per shortage', async () => {
    const failure = await train(RECORDS.slice(0, 25)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(EngineFault);
    const fault = failure instanceof EngineFault ? failure.fault : null;
    expect(fault).toMatchObject({ kind: 'requirementsNotMet' });
    const sentences = fault?.kind === 'requirementsNotMet' ? fault.sentences : [];
    expect(sentences.join(' ')).toMatch(/Resting heart rate: \d+ of 30 days/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
  });

  it('name a setting outside its range', async () => {
    await expect(train(RECORDS, { config: { ...SMALL, batchSize: 4 } })).rejects.toMatchObject({
      fault: { kind: 'requirementsNotMet', sentences: ['Batch size must be between 8 and 128; it is 4.'] },
    });
  });
});
