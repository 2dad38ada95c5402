import type { LocalDate } from './local-date.ts';
import type { PredictionInterval } from './prediction-interval.ts';

/** The simple forecasts everything is measured against; formulas in `baselines.ts`. */
export type BaselineName = 'yesterday' | 'mean7' | 'mean30' | 'mean60' | 'ewma' | 'weekday' | 'ar1';

/** What may be served: the network, or the baseline that past data chose. */
export type ServedForecaster = 'network' | 'bestBaseline';

/** One day that was forecast without any knowledge of it; values in bpm or ms. */
export interface ScoredDay {
  /** The forecast date t+1; everything that made the forecast is of t and before. */
  readonly date: LocalDate;
  readonly actual: number;
  readonly network: number;
  /** The network with the behaviours of t replaced by the usual ones, as in a forecast made in the morning. */
  readonly networkMorning: number;
  readonly baselines: { readonly [Name in BaselineName]: number };
  /** The baseline with the smallest MAE over all days before this one, and its forecast. */
  readonly bestBaselineName: BaselineName;
  readonly bestBaseline: number;
}

/** Errors of one forecaster over `n` scored days. */
export interface ErrorFigures {
  readonly n: number;
  /** bpm or ms, as are `rmse` and `bias` (forecast - actual). */
  readonly mae: number;
  readonly rmse: number;
  readonly bias: number;
  /** 1 - SSE / SSE of the expanding mean of all earlier values. NaN where the latter is 0. */
  readonly r2: number;
  /** Percent. */
  readonly mape: number;
  /** MAE / MAE of "yesterday" over the days before the scored ones. NaN where that is 0. */
  readonly mase: number;
}

export interface SkillFigures {
  /** 1 - MAE(network) / MAE(best baseline chosen on the past). */
  readonly skill: number;
  /** 90 % moving-block bootstrap interval of `skill`. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Two-sided p of the Diebold-Mariano test with the Harvey-Leybourne-Newbold correction; NaN under 8 days. */
  readonly dieboldMarianoP: number;
  /** Share of days on which the network was closer, ties counted half. */
  readonly closerShare: number;
}

/**
 * `earned`: interval above 0 on >= 45 days, and closer than the EWMA that the network starts from. `notEarned`:
 * skill <= 0. `level`: cannot be told apart.
 */
export type Verdict = 'earned' | 'level' | 'notEarned';

/** How often the truth fell inside the ranges, each made from earlier errors only. */
export interface CoverageFigures {
  /** Nominal, 0.5, 0.8 or 0.9. */
  readonly level: number;
  readonly n: number;
  readonly covered: number;
  /** 95 % Wilson interval of covered / n. */
  readonly low: number;
  readonly high: number;
  /** Mean width in bpm or ms. */
  readonly meanWidth: number;
}

export interface Evaluation {
  readonly kind: 'evaluation-run' | 'backtest';
  /** Windows that were fitted, that chose the stopping epoch, and that were scored. */
  readonly fitted: number;
  readonly stopping: number;
  readonly days: readonly ScoredDay[];
  readonly network: ErrorFigures;
  readonly networkMorning: ErrorFigures;
  readonly bestBaseline: ErrorFigures;
  readonly baselines: { readonly [Name in BaselineName]: ErrorFigures };
  readonly skill: SkillFigures;
  readonly verdict: Verdict;
  /** R2 > 0.5 and MAPE < 15 %: shown, decides nothing. */
  readonly classicGate: boolean;
  readonly served: ServedForecaster;
  /** Of the served forecast, evening mode. */
  readonly coverage: readonly CoverageFigures[];
  /** Ranges of the served forecast on the scored days, by position in `days`; empty where too few errors came before. */
  readonly intervals: readonly (readonly PredictionInterval[])[];
}
