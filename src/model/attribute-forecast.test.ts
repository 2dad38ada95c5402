import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { shapleyValues } from '#core/shapley.ts';
import { lookFrom } from './as-of-days.ts';
import { attributeForecast } from './attribute-forecast.ts';
import { BRIEF_LAST, BRIEF_RECORDS, trainBriefly } from './brief-network.fixture.ts';
import { forecastMetric } from './forecast.ts';
import { groupInputs, predictMixtures } from './mixed-inputs.ts';
import { describeAsOfDay, describePastDays } from './network-situation.ts';
import type { PredictingModel } from './predicting-model.ts';

/** Of the target, bpm or ms; the model scale of HRV is logarithmic, and its values here are some 40 ms. */
function spreadOf(metric: Metric, { description }: PredictingModel): number {
  return description.target.sd * (metric === 'hrvRmssd' ? 40 : 1);
}

describe.each(['restingHeartRate', 'hrvRmssd'] as const)(
  'why a forecast of %s is what it is',
  (metric: Metric) => {
    let model: PredictingModel;
    beforeAll(async () => {
      model = await trainBriefly(metric);
    });

    const ask = { metric, records: BRIEF_RECORDS, today: BRIEF_LAST };

    it.each(['evening', 'morning'] as const)('adds up to the forecast shown, in the %s', async (mode) => {
      const attribution = await attributeForecast({ ...ask, mode, model });
      if (attribution === null) throw new Error('a network is served');
      expect(await forecastMetric({ ...ask, mode, model })).toMatchObject({
        forecast: { origin: { kind: 'network' }, date: attribution.date, value: attribution.value },
      });
      const sum = attribution.parts.reduce((total, part) => total + part.change, attribution.usual);
      expect(Math.abs(attribution.value - sum)).toBeLessThan(1e-3 * spreadOf(metric, model));
      const sizes = attribution.parts.map((part) => Math.abs(part.change));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(sizes[0]).toBeGreaterThan(0.01);
    });

    it('starts from the mean of what the network said of past days', async () => {
      const attribution = await attributeForecast({ ...ask, mode: 'evening', model });
      expect(attribution).toMatchObject({ usualDays: 30, reachDays: 90 });
      const values = await Promise.all(
        Array.from({ length: 30 }, async (_, i) => {
          const today = addDays(BRIEF_LAST, -3 * (i + 1));
          const records = BRIEF_RECORDS.filter(({ date }) => date <= today);
          const outcome = await forecastMetric({ metric, records, today, mode: 'evening', model });
          return outcome.kind === 'failed' ? NaN : (outcome.forecast?.value ?? NaN);
        }),
      );
      const mean = values.reduce((sum, value) => sum + value / values.length, 0);
      expect(attribution?.usual).toBeCloseTo(mean, 4);
    });

    it('has parts close to the Shapley values over all combinations of groups', async () => {
      const attribution = await attributeForecast({ ...ask, mode: 'evening', model });
      const days = lookFrom({ ...ask, mode: 'evening' });
      if (attribution === null || days === null) throw new Error('a network is served');
      const inputs = groupInputs(metric, model);
      const to = describeAsOfDay(metric, model, days);
      const past = describePastDays(metric, model, days, { count: 30, reach: 90 });
      const shares = new Float64Array(inputs.groups.length);
      for (const from of past) {
        const mixtures = Array.from({ length: 2 ** shares.length }, (_, mask) => ({ from, to, mask }));
        const values = await predictMixtures(metric, model, inputs, mixtures);
        shapleyValues(values).forEach((share, i) => {
          shares[i] = (shares[i] ?? 0) + share / past.length;
        });
      }
      for (const { group, change } of attribution.parts) {
        const exact = shares[inputs.groups.indexOf(group)] ?? NaN;
        expect(Math.abs(change - exact)).toBeLessThan(0.1 * spreadOf(metric, model));
      }
    });

    it('gives nothing to any group but the calendar after days that were all the same', async () => {
      const last = BRIEF_RECORDS.at(-1);
      if (last === undefined) throw new Error('no days');
      const days = 2 * 365;
      const same = Array.from({ length: days }, (_, i) => ({
        ...last,
        date: addDays(last.date, i + 1 - days),
      }));
      const attribution = await attributeForecast({ ...ask, mode: 'evening', records: same, model });
      const others = attribution?.parts.filter(({ group }) => group !== 'time') ?? [];
      expect(others.length).toBeGreaterThan(5);
      for (const { change } of others) expect(change).toBeCloseTo(0, 6);
    });

    it('has no answer where no network is served', async () => {
      expect(await attributeForecast({ ...ask, model: null })).toBeNull();
      expect(await attributeForecast({ ...ask, model, records: [] })).toBeNull();
      const { evaluation, ...description } = model.description;
      const beaten = {
        ...model,
        description: { ...description, evaluation: { ...evaluation, served: 'bestBaseline' as const } },
      };
      expect(await attributeForecast({ ...ask, model: beaten })).toBeNull();
    });
  },
);
