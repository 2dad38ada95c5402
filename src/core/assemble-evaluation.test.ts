import { describe, expect, it } from 'vitest';
import { assembleEvaluation } from './assemble-evaluation.ts';
import { BASELINE_NAMES, baselineForecasts, choosePastBaseline } from './baselines.ts';
import type { BaselineName, Evaluation, ScoredDay } from './evaluation.ts';
import { addDays, localDate } from './local-date.ts';
import { createRng, drawNormal } from './random.ts';

const start = localDate('2024-01-01');
const FIRST = 60;

/** A person's days, and a network that knows the share `insight` of what each night brings anew. */
function simulateEvaluation(insight: number, seed: number, days = 90): Evaluation {
  const rng = createRng(seed);
  let level = 0;
  const news: number[] = [];
  const series = new Float64Array(FIRST + days).map(() => {
    const step = drawNormal(rng);
    news.push(step);
    level = 0.8 * level + step;
    return 60 + level;
  });
  const forecasts = baselineForecasts(series, 'restingHeartRate');
  const past = choosePastBaseline(series, forecasts);
  const scored: ScoredDay[] = [];
  for (let day = FIRST; day < series.length; day++) {
    const at = (of: BaselineName): number => forecasts[of][day - 1] ?? NaN;
    const network = (series[day] ?? NaN) - (1 - insight) * (news[day] ?? NaN);
    scored.push({
      date: addDays(start, day),
      actual: series[day] ?? NaN,
      network,
      networkMorning: network + 0.5,
      baselines: Object.fromEntries(BASELINE_NAMES.map((name) => [name, at(name)])) as {
        [Name in BaselineName]: number;
      },
      bestBaselineName: past.name[day - 1] ?? 'yesterday',
      bestBaseline: past.value[day - 1] ?? NaN,
    });
  }
  return assembleEvaluation({
    metric: 'restingHeartRate',
    kind: 'evaluation-run',
    fitted: 40,
    stopping: 10,
    days: scored,
    series,
    firstScoredIndex: FIRST,
    seed,
  });
}

describe('the assembled evaluation', () => {
  it('lets a network with insight earn its place, and serves it', () => {
    const evaluation = simulateEvaluation(0.5, 1);
    expect(evaluation).toMatchObject({ verdict: 'earned', served: 'network', fitted: 40, stopping: 10 });
    expect(evaluation.skill.low).toBeGreaterThan(0.2);
    expect(evaluation.network.n).toBe(90);
    expect(evaluation.classicGate).toBe(true);
    expect(evaluation.networkMorning.bias).toBeCloseTo(evaluation.network.bias + 0.5, 10);
  });

  it('serves the baseline where the network is worse', () => {
    const evaluation = simulateEvaluation(-0.6, 2);
    expect(evaluation).toMatchObject({ verdict: 'notEarned', served: 'bestBaseline', classicGate: false });
    // The ranges are then the baseline's.
    const last = evaluation.intervals.at(-1)?.[1];
    const centre = evaluation.days.at(-1)?.bestBaseline ?? NaN;
    expect(last?.low).toBeLessThan(centre);
    expect(last?.high).toBeGreaterThan(centre);
  });

  it('keeps a place for the ranges of every day and gives none to the first', () => {
    const { intervals, days, coverage } = simulateEvaluation(0.2, 3);
    expect(intervals).toHaveLength(days.length);
    expect(intervals[0]).toEqual([]);
    expect(coverage.map(({ level, n }) => [level, n])).toEqual([
      [0.5, 89],
      [0.8, 86],
      [0.9, 81],
    ]);
  });

  it('measures MASE in the errors of "yesterday" before the scored days', () => {
    const { network, baselines } = simulateEvaluation(0.2, 4);
    expect(baselines.yesterday.mase / baselines.yesterday.mae).toBeCloseTo(network.mase / network.mae, 10);
    expect(baselines.yesterday.mase).toBeGreaterThan(0.6);
    expect(baselines.yesterday.mase).toBeLessThan(1.6);
  });

  it('never lets an error that is not a number serve', () => {
    const { days, ...rest } = simulateEvaluation(0.5, 5);
    const broken = days.map((day) => ({ ...day, network: NaN, networkMorning: NaN }));
    const evaluation = assembleEvaluation({
      metric: 'restingHeartRate',
      kind: rest.kind,
      fitted: 1,
      stopping: 1,
      days: broken,
      series: new Float64Array(150).fill(60),
      firstScoredIndex: FIRST,
      seed: 1,
    });
    expect(evaluation).toMatchObject({ served: 'bestBaseline', verdict: 'level', classicGate: false });
  });

  it('says nothing without days', () => {
    const evaluation = simulateEvaluation(0.5, 6, 0);
    expect(evaluation).toMatchObject({ served: 'bestBaseline', verdict: 'level', intervals: [] });
    expect(evaluation.network.n).toBe(0);
  });
});
