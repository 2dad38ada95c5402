import { beforeAll, describe, expect, it } from 'vitest';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { Forecast } from '#core/forecast.ts';
import { localDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { testPersona } from '#core/personas/sample.ts';
import { createRng } from '#core/random.ts';
import { applyScenario, scenarioFields } from '#core/scenario.ts';
import { PRESETS } from '#core/training-config.ts';
import { forecastMetric, type ForecastTarget } from './forecast.ts';
import type { PredictingModel } from './predicting-model.ts';
import { forecastScenario, prepareScenario } from './scenario.ts';
import { trainModel } from './train.ts';

const RECORDS = testPersona().records;
const LAST = RECORDS.at(-1)?.date ?? localDate('2024-01-01');

describe('scenario', () => {
  it('withholds the number for a day like none before', async () => {
    const [result] = await forecastScenario({
      targets: [{ metric: 'restingHeartRate', model: null }],
      records: RECORDS,
      today: LAST,
      edits: { alcoholDrinks: 39, steps: 150_000 },
    });
    expect(result).toMatchObject({ unsupported: true, edited: null });
  });

  it('brings the nearest days and what followed them, as differences of the metric in its own unit', async () => {
    const [result] = await forecastScenario({
      targets: [{ metric: 'hrvRmssd', model: null }],
      records: RECORDS,
      today: LAST,
      edits: { alcoholDrinks: 2 },
    });
    expect(result?.nearest.length).toBeGreaterThan(0);
    expect(result?.nearest.length).toBeLessThanOrEqual(10);
    const followed = result?.witnesses?.followed;
    expect(followed?.days).toBeLessThanOrEqual(result?.similarDays ?? 0);
    expect(followed?.low).toBeLessThanOrEqual(followed?.centre ?? NaN);
    // More than any logarithm of an HRV would be.
    expect(Math.abs(result?.witnesses?.line?.low ?? NaN)).toBeGreaterThan(0.5);
  });

  it('has nothing but the average to compare where there are too few days', async () => {
    const [result] = await forecastScenario({
      targets: [{ metric: 'restingHeartRate', model: null }],
      records: RECORDS.slice(-20),
      today: LAST,
      edits: {},
    });
    expect(result?.unedited?.origin.kind).toBe('average');
  });

  it('gives the unedited number where nothing is edited', async () => {
    const [result] = await forecastScenario({
      targets: [{ metric: 'restingHeartRate', model: null }],
      records: RECORDS,
      today: LAST,
      edits: {},
    });
    expect(result?.edited?.value).toBe(result?.unedited?.value);
  });
});

/** A network of one epoch that is to be served, whatever it earned. */
async function trainBriefly(metric: Metric): Promise<PredictingModel> {
  const config = { ...PRESETS.compact, windowDays: 7, hidden: 8, maxEpochs: 1 };
  const training = trainModel(
    { metric, records: RECORDS, config, engine: 'wasm', fingerprint: fingerprintRecords(RECORDS) },
    { signal: new AbortController().signal, stopRequested: () => false, now: () => performance.now() },
  );
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  const { state, ...trained } = step.value;
  const { networkMorning, bestBaseline } = trained.evaluation;
  const evaluation = {
    ...trained.evaluation,
    served: 'network' as const,
    networkMorning: { ...networkMorning, mae: bestBaseline.mae },
  };
  return {
    id: metric,
    version: '1.0.0',
    description: { ...trained, evaluation },
    parameters: state.parameters,
  };
}

/** Values between the ends of the sliders, of some of them. */
function* drawEdits(count: number): Generator<DayValues> {
  const rng = createRng(4);
  const fields = scenarioFields(RECORDS);
  for (let i = 0; i < count; i++) {
    const share = rng();
    const chosen = fields.filter(() => rng() < share);
    yield Object.fromEntries(chosen.map(({ field, low, high }) => [field, low + rng() * (high - low)]));
  }
}

describe('a scenario prepared once', () => {
  let targets: readonly ForecastTarget[] = [];
  beforeAll(async () => {
    targets = [
      { metric: 'restingHeartRate', model: await trainBriefly('restingHeartRate') },
      { metric: 'hrvRmssd', model: await trainBriefly('hrvRmssd') },
    ];
  });

  /** The forecast of the metric over days that hold the edited one, as if they had been imported. */
  async function forecastAfter(target: ForecastTarget, records: readonly DayRecord[], edits: DayValues) {
    const edited = records.map((each) => (each.date === LAST ? applyScenario(each, edits) : each));
    const outcome = await forecastMetric({ ...target, records: edited, today: LAST });
    return 'forecast' in outcome ? outcome.forecast : null;
  }

  /** Whose numbers the edits got; every one of them is what `forecastAfter` says, to the bit. */
  async function compare(records: readonly DayRecord[], asked: readonly ForecastTarget[]) {
    const prepared = await prepareScenario({ records, today: LAST, targets: asked });
    const origins: Forecast['origin']['kind'][] = [];
    for (const edits of drawEdits(40)) {
      for (const [i, { edited }] of (await prepared.forecast(edits)).entries()) {
        const target = asked[i];
        if (edited === null || target === undefined) continue;
        expect(edited).toEqual(await forecastAfter(target, records, edits));
        origins.push(edited.origin.kind);
      }
    }
    prepared.dispose();
    expect(origins.length).toBeGreaterThan(10);
    return new Set(origins);
  }

  it('says of many edits, to the bit, what the edited days say when they come as data', async () => {
    expect(await compare(RECORDS, targets)).toEqual(new Set(['network']));
  });

  it('and so without networks, after a gap too long for a window, and from few days', async () => {
    const withoutNetworks = targets.map(({ metric }) => ({ metric, model: null }));
    expect(await compare(RECORDS, withoutNetworks)).toEqual(new Set(['baseline']));
    const withGap = RECORDS.filter((_, i) => i < RECORDS.length - 4 || i === RECORDS.length - 1);
    expect(await compare(withGap, targets)).toEqual(new Set(['baseline']));
    expect(await compare(RECORDS.slice(-25), targets)).toEqual(new Set(['average']));
  });

  it('starts from the usual behaviours in the morning, edit after edit as each on its own', async () => {
    const records = RECORDS.map((each) => (each.date === LAST ? { ...each, partial: true } : each));
    const request = { records, today: LAST, targets };
    const prepared = await prepareScenario(request);
    for (const edits of drawEdits(10)) {
      const answer = await prepared.forecast(edits);
      expect(answer).toEqual(await forecastScenario({ ...request, edits }));
      expect(answer[0]?.unedited).toMatchObject({ mode: 'morning', origin: { kind: 'network' } });
    }
    prepared.dispose();
  });

  it('follows an edit of the metric itself, which moves everything that was prepared', async () => {
    const edits = { restingHeartRateBpm: (RECORDS.at(-1)?.values.restingHeartRateBpm ?? NaN) + 1 };
    for (const target of [...targets, { metric: 'restingHeartRate' as const, model: null }]) {
      const prepared = await prepareScenario({ records: RECORDS, today: LAST, targets: [target] });
      const [answer] = await prepared.forecast(edits);
      expect(answer?.edited).toEqual(await forecastAfter(target, RECORDS, edits));
      expect(answer?.edited?.value).not.toBe(answer?.unedited?.value);
      prepared.dispose();
    }
  });

  it('is of no more use once it was disposed of', async () => {
    const prepared = await prepareScenario({ records: RECORDS, today: LAST, targets });
    prepared.dispose();
    await expect(prepared.forecast({ steps: 8000 })).rejects.toThrow('disposed');
  });
});
