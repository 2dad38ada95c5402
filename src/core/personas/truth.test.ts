import { describe, expect, it } from 'vitest';
import { localDate } from '../local-date.ts';
import { baselineForecasts } from '../baselines.ts';
import { buildDayGrid } from '../day-grid.ts';
import { meanAbsoluteErrorBefore } from '../error-figures.ts';
import { generatePersona } from './generate-persona.ts';
import { liveDays } from './life.ts';
import { drawTraits } from './traits.ts';
import { writeTruthCard } from './truth.ts';

const request = { seed: 4, start: localDate('2024-01-01'), days: 4000 };

describe('the best reachable error', () => {
  it.each(['officeWorker', 'athlete', 'null'] as const)('is what the oracle reaches: %s', (name) => {
    const traits = drawTraits(name, request.seed);
    const life = [...liveDays(traits, request.seed, { startWeekday: 0, days: request.days })];
    const truth = writeTruthCard(name, request, traits, life);
    let heartRateError = 0;
    let hrvError = 0;
    for (const { morning } of life) {
      heartRateError += Math.abs(morning.restingHeartRateBpm - morning.expectedRestingHeartRateBpm);
      hrvError += Math.abs(morning.hrvRmssdMs - morning.expectedHrvRmssdMs);
    }
    const { restingHeartRate, hrvRmssd } = truth;
    expect(heartRateError / life.length / restingHeartRate.bestReachableMae).toBeGreaterThan(0.95);
    expect(heartRateError / life.length / restingHeartRate.bestReachableMae).toBeLessThan(1.05);
    expect(hrvError / life.length / hrvRmssd.bestReachableMae).toBeGreaterThan(0.95);
    expect(hrvError / life.length / hrvRmssd.bestReachableMae).toBeLessThan(1.05);
  });

  it('lies below every baseline', () => {
    const { records, truth } = generatePersona('officeWorker', { ...request, days: 1000 });
    const series = buildDayGrid(records)?.column('restingHeartRateBpm') ?? new Float64Array();
    for (const forecasts of Object.values(baselineForecasts(series, 'restingHeartRate'))) {
      const mae = meanAbsoluteErrorBefore(series, forecasts, series.length);
      expect(mae).toBeGreaterThan(truth.restingHeartRate.bestReachableMae);
    }
  });
});
