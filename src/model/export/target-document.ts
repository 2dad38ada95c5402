import { DEFAULT_EWMA_ALPHA } from '#core/ewma.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ModelDescription } from '#core/model-version.ts';

/** `target.json`: from the network's output to bpm or ms. */
export interface TargetDocument {
  readonly metric: Metric;
  readonly label: string;
  readonly unit: 'bpm' | 'ms';
  /** `log`: the natural logarithm of ms; `linear`: bpm itself. */
  readonly scale: 'linear' | 'log';
  readonly kind: 'residual' | 'raw';
  readonly alpha: number;
  readonly mean: number;
  readonly sd: number;
  readonly formula: string;
  readonly level: string;
  readonly forecastFor: string;
}

export function describeTarget({ metric, target }: ModelDescription): TargetDocument {
  const { label, unit, scale } = METRICS[metric];
  const inner = target.kind === 'raw' ? 'output * sd + mean' : 'output * sd + mean + level';
  return {
    metric,
    label,
    unit,
    scale,
    kind: target.kind,
    alpha: Number.isFinite(target.alpha) ? target.alpha : DEFAULT_EWMA_ALPHA,
    mean: target.mean,
    sd: target.sd,
    formula: `${unit} = ${scale === 'log' ? `exp(${inner})` : inner}`,
    level: `Of a residual target: the exponentially weighted moving average of ${scale === 'log' ? `ln(${unit})` : unit} after the last day of the window, over all days known: level = alpha * value + (1 - alpha) * level; the first value is the first level, a missing day keeps it.`,
    forecastFor: 'The day after the last day of the window.',
  };
}
