import { assembleEvaluation } from '#core/assemble-evaluation.ts';
import { baselineForecasts, BASELINE_NAMES, choosePastBaseline } from '#core/baselines.ts';
import { buildDayGrid } from '#core/day-grid.ts';
import type { BaselineName, Evaluation, ScoredDay } from '#core/evaluation.ts';
import { computeFeatureRow } from '#core/feature-matrix.ts';
import { deriveSeed } from '#core/random.ts';
import { applyScalerToRow, clipScaled } from '#core/scaler.ts';
import { lengthOfRange, type Range } from '#core/split.ts';
import { withUsualBehaviours } from '#core/usual-day.ts';
import { readTargets } from '#core/windows.ts';
import { EngineFault, type TrainingEngine } from './engine.ts';
import { gatherBlock, invertTarget, type PreparedDays, type PreparedStage } from './prepare.ts';

/** Forecasts the scored windows, evening and morning, and measures them against the baselines on the same days. */
export async function scoreNetwork(
  days: PreparedDays,
  stage: PreparedStage,
  shares: { readonly fit: Range; readonly stop: Range; readonly score: Range },
  engine: TrainingEngine,
  seed: number,
): Promise<Evaluation> {
  const evening = gatherBlock(days, stage, shares.score);
  const eveningOutputs = await engine.predict(evening.inputs, evening.count);
  const morningOutputs = await engine.predict(
    morningInputs(days, stage, shares.score, evening.inputs),
    evening.count,
  );
  const { grid, series, metric, windows } = days;
  const baselines = baselineForecasts(series, metric);
  const past = choosePastBaseline(readTargets(grid, metric), baselines);

  const scored: ScoredDay[] = [];
  for (let i = 0; i < evening.count; i++) {
    const asOf = windows.asOf[shares.score.start + i] ?? 0;
    const level = stage.levels[asOf] ?? NaN;
    const bestBaselineName = past.name[asOf] ?? null;
    const simple = BASELINE_NAMES.map((name): [BaselineName, number] => [name, baselines[name][asOf] ?? NaN]);
    // One table, the same days for everyone: a day that a baseline cannot forecast is scored for none.
    if (bestBaselineName === null || simple.some(([, value]) => !Number.isFinite(value))) continue;
    scored.push({
      date: grid.dateAt(asOf + 1),
      actual: series[asOf + 1] ?? NaN,
      network: invertTarget(metric, stage.target, eveningOutputs[i] ?? NaN, level),
      networkMorning: invertTarget(metric, stage.target, morningOutputs[i] ?? NaN, level),
      baselines: Object.fromEntries(simple) as Record<BaselineName, number>,
      bestBaselineName,
      bestBaseline: past.value[asOf] ?? NaN,
    });
  }
  const first = scored[0];
  if (first === undefined) {
    const sentence = 'None of the days to score could be forecast: the values before them lie too far apart.';
    throw new EngineFault({ kind: 'requirementsNotMet', sentences: [sentence] });
  }
  return assembleEvaluation({
    metric,
    kind: 'evaluation-run',
    fitted: lengthOfRange(shares.fit),
    stopping: lengthOfRange(shares.stop),
    days: scored,
    series,
    firstScoredIndex: grid.indexOf(first.date),
    seed: deriveSeed(seed, 3),
  });
}

/** The same windows with the last day's behaviours replaced by the usual ones: only that day's row changes. */
function morningInputs(
  days: PreparedDays,
  stage: PreparedStage,
  range: Range,
  eveningInputs: Float32Array,
): Float32Array {
  const inputs = eveningInputs.slice();
  const { windowDays } = days.config;
  const width = stage.features.length;
  for (let i = 0; i < lengthOfRange(range); i++) {
    const asOf = days.windows.asOf[range.start + i] ?? 0;
    const date = days.grid.dateAt(asOf);
    const grid = buildDayGrid(withUsualBehaviours(days.records, date).records, date);
    if (grid === null) continue;
    const row = computeFeatureRow(grid, stage.features, asOf);
    inputs.set(clipScaled(applyScalerToRow(row, stage.scaler)), (i * windowDays + windowDays - 1) * width);
  }
  return inputs;
}
