import { BASELINE_NAMES, lastValues } from './baselines.ts';
import {
  computeErrorFigures,
  expandingMeansBefore,
  meanAbsoluteErrorBefore,
  type ScoredForecasts,
} from './error-figures.ts';
import type { BaselineName, ErrorFigures, Evaluation, ScoredDay, ServedForecaster } from './evaluation.ts';
import { calibrateOnline } from './intervals.ts';
import { daysBetween } from './local-date.ts';
import type { Metric } from './metric.ts';
import { computeSkill, judgeSkill } from './skill.ts';

export interface EvaluationInput {
  readonly metric: Metric;
  readonly kind: Evaluation['kind'];
  /** Windows that were fitted, and that chose the stopping epoch. */
  readonly fitted: number;
  readonly stopping: number;
  /** Ascending by date. */
  readonly days: readonly ScoredDay[];
  /** The metric in bpm or ms by grid day, at least through the last scored day. */
  readonly series: Float64Array;
  /** Grid index of the date of `days[0]`. */
  readonly firstScoredIndex: number;
  /** Of the bootstrap. */
  readonly seed: number;
}

const CLASSIC_MINIMUM_R2 = 0.5;
const CLASSIC_MAXIMUM_MAPE = 15;

type FiguresOf = (forecastOf: (day: ScoredDay) => number) => ErrorFigures;

/** Figures of any forecaster over the same days, against the same means and the same "yesterday". */
function prepareFigures({ days, series, firstScoredIndex }: EvaluationInput): FiguresOf {
  const means = expandingMeansBefore(series);
  const first = days[0]?.date;
  const earlierMeans = days.map(({ date }) =>
    first === undefined ? NaN : (means[firstScoredIndex + daysBetween(first, date)] ?? NaN),
  );
  const actuals = days.map(({ actual }) => actual);
  const naiveMae = meanAbsoluteErrorBefore(series, lastValues(series), firstScoredIndex);
  return (forecastOf) => {
    const scored: ScoredForecasts = { forecasts: days.map(forecastOf), actuals, earlierMeans, naiveMae };
    return computeErrorFigures(scored);
  };
}

function baselineFigures(figuresOf: FiguresOf): { readonly [Name in BaselineName]: ErrorFigures } {
  const entries = BASELINE_NAMES.map((name) => [name, figuresOf((day) => day.baselines[name])]);
  return Object.fromEntries(entries) as { [Name in BaselineName]: ErrorFigures };
}

/** The network where it is at least as good on the scored days; an error that is not a number never serves. */
function chooseServed(network: ErrorFigures, bestBaseline: ErrorFigures): ServedForecaster {
  return network.mae <= bestBaseline.mae ? 'network' : 'bestBaseline';
}

/**
 * Judges a network on days that were forecast without any knowledge of them: error figures of every forecaster, skill
 * over the best baseline chosen on the past, verdict, which forecast is served, and how its ranges held.
 * With no days every figure is NaN, the verdict `level`, and the baseline is served.
 */
export function assembleEvaluation(input: EvaluationInput): Evaluation {
  const { days, kind, fitted, stopping } = input;
  const figuresOf = prepareFigures(input);
  const network = figuresOf((day) => day.network);
  const bestBaseline = figuresOf((day) => day.bestBaseline);
  const skill = computeSkill(
    days.map((day) => day.network - day.actual),
    days.map((day) => day.bestBaseline - day.actual),
    input.seed,
  );
  const baselines = baselineFigures(figuresOf);
  const served = chooseServed(network, bestBaseline);
  const { intervals, coverage } = calibrateOnline(
    days.map((day) => day[served]),
    days.map((day) => day.actual),
    input.metric,
  );
  return {
    kind,
    fitted,
    stopping,
    days,
    network,
    networkMorning: figuresOf((day) => day.networkMorning),
    bestBaseline,
    baselines,
    skill,
    verdict: judgeSkill(skill, network.mae < baselines.ewma.mae),
    classicGate: network.r2 > CLASSIC_MINIMUM_R2 && network.mape < CLASSIC_MAXIMUM_MAPE,
    served,
    coverage,
    intervals,
  };
}
