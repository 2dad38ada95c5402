import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#core/local-date.ts';
import { BRIEF_LAST as LAST, BRIEF_RECORDS as RECORDS, trainBriefly } from './brief-network.fixture.ts';
import { explainChange } from './explain-change.ts';
import { forecastMetric } from './forecast.ts';
import type { PredictingModel } from './predicting-model.ts';

describe.each(['restingHeartRate', 'hrvRmssd'] as const)('the change of the forecast of %s', (metric) => {
  let model: PredictingModel;
  beforeAll(async () => {
    model = await trainBriefly(metric);
  });

  const ask = { metric, records: RECORDS, today: LAST, mode: 'evening' as const };

  it('is between the forecasts of the same version, and its parts add up to it', async () => {
    const change = await explainChange({ ...ask, model });
    const [before, after] = await Promise.all(
      [addDays(LAST, -1), LAST].map((today) =>
        forecastMetric({ ...ask, model, today, records: RECORDS.filter(({ date }) => date <= today) }),
      ),
    );
    expect(before).toMatchObject({ forecast: { origin: { kind: 'network' }, value: change?.before } });
    expect(after).toMatchObject({ forecast: { date: change?.date, value: change?.after } });
    if (change?.kind !== 'network') throw new Error('a network is served');
    const sum = change.parts.reduce((total, part) => total + part.change, 0);
    expect(sum).toBeCloseTo(change.after - change.before, 3);
    expect(change.parts.some((part) => Math.abs(part.change) > 0.001)).toBe(true);
    const sizes = change.parts.map((part) => Math.abs(part.change));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('gives a group nothing whose inputs were the same on both days', async () => {
    const fields = ['alcoholDrinks', 'alcoholYesNo', 'caffeineMg', 'lastCaffeineHour'] as const;
    const same = RECORDS.map((record) => ({
      ...record,
      values: { ...record.values, ...Object.fromEntries(fields.map((field) => [field, 0])) },
    }));
    const change = await explainChange({ ...ask, records: same, model });
    if (change?.kind !== 'network') throw new Error('a network is served');
    expect(change.parts.find(({ group }) => group === 'drinks')?.change ?? 0).toBeCloseTo(0, 9);
  });

  it('names the newest values where a simple forecast is served', async () => {
    const values = RECORDS.slice(-2).map(
      (record) => record.values[metric === 'hrvRmssd' ? 'hrvRmssdMs' : 'restingHeartRateBpm'] ?? NaN,
    );
    expect(await explainChange({ ...ask, model: null })).toMatchObject({
      kind: 'simple',
      previousValue: values[0],
      newestValue: values[1],
    });
  });

  it('is none where the day before is missing or too little is known', async () => {
    expect(await explainChange({ ...ask, model, records: RECORDS.toSpliced(-2, 1) })).toBeNull();
    expect(await explainChange({ ...ask, model, records: RECORDS.slice(-1) })).toBeNull();
    expect(await explainChange({ ...ask, model, records: [] })).toBeNull();
  });
});
