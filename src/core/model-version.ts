import type { DayField } from './day-record.ts';
import type { Evaluation } from './evaluation.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';
import type { HeadKind, TargetKind, TrainingConfig } from './training-config.ts';
import type { EngineReport, EpochLosses } from './training-job.ts';

/** Schema of `TrainedModel`; raised when its meaning changes. */
export const MODEL_SCHEMA = 1;

/** Shape of a network; weights in Keras layout, gates i, f, c, o. */
export interface NetworkSpec {
  readonly featureCount: number;
  readonly windowDays: number;
  readonly hidden: number;
  readonly layers: number;
  readonly dropout: number;
  readonly head: HeadKind;
}

/** One named array: `lstm_1/kernel` [inputs, 4h], `lstm_1/recurrent_kernel` [h, 4h], `lstm_1/bias` [4h], `dense_1/kernel`... */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Parameters and Adam's memory, all in the same order; `step` counts finished updates. */
export interface EngineState {
  readonly parameters: readonly NamedArray[];
  readonly firstMoments: readonly NamedArray[];
  readonly secondMoments: readonly NamedArray[];
  readonly step: number;
}

/** The buffers of a state, each once, to be handed over instead of copied. */
export function buffersOfState(state: EngineState): ArrayBuffer[] {
  const arrays = [...state.parameters, ...state.firstMoments, ...state.secondMoments];
  return [
    ...new Set(arrays.flatMap(({ values: { buffer } }) => (buffer instanceof ArrayBuffer ? [buffer] : []))),
  ];
}

/** Standardisation per column: (x - mean) / sd; sd is 1 for columns without spread. Length = columns. */
export interface Scaler {
  readonly means: readonly number[];
  readonly sds: readonly number[];
}

/** From what the network says to bpm or ms. */
export interface TargetTransform {
  readonly kind: TargetKind;
  /** Smoothing constant of the EWMA that a residual is counted from, 0-1. */
  readonly alpha: number;
  /** Standardisation of the target on the model scale. */
  readonly mean: number;
  readonly sd: number;
}

/** Everything needed to forecast with one trained network, to repeat its training and to judge it. */
export interface TrainedModel {
  readonly schema: typeof MODEL_SCHEMA;
  readonly metric: Metric;
  readonly config: TrainingConfig;
  readonly spec: NetworkSpec;
  /** Names in input order. */
  readonly features: readonly string[];
  /** Feature groups left out for lack of data, each with the reason. */
  readonly leftOut: readonly { readonly group: string; readonly reason: string }[];
  readonly scaler: Scaler;
  readonly target: TargetTransform;
  /** Raw fields the features read that the person had in the training part: what counts as "usually there". */
  readonly usualFields: readonly DayField[];
  readonly losses: readonly EpochLosses[];
  readonly bestEpoch: number;
  /** The evaluation stage's own curve. */
  readonly evaluationLosses: readonly EpochLosses[];
  readonly evaluationBestEpoch: number;
  readonly evaluation: Evaluation;
  readonly engine: EngineReport;
  readonly data: {
    readonly from: LocalDate;
    readonly through: LocalDate;
    /** Days with the metric. */
    readonly days: number;
    readonly windows: number;
    readonly trainWindows: number;
    readonly validationWindows: number;
    readonly fingerprint: string;
  };
  readonly durationMs: number;
  /** True where a person ended the training before it stopped by itself. */
  readonly stoppedByPerson: boolean;
  /** The epoch whose loss was not finite, where the best epoch before it was kept; else null. */
  readonly divergedAt: number | null;
  readonly state: EngineState;
}

/** A `TrainedModel` without its arrays: what lists and tables read. */
export type ModelDescription = Omit<TrainedModel, 'state'>;

/** A stored model version; its bytes lie beside it with their length and SHA-256. */
export interface ModelVersion {
  /** `{profile}_{metric}_{timestamp}`. */
  readonly id: string;
  readonly metric: Metric;
  /** Semantic: major = architecture changed, minor = feature set changed, patch = retrained. */
  readonly version: string;
  readonly createdAt: number;
  readonly description: ModelDescription;
  readonly weightsSha256: string;
  readonly weightsByteLength: number;
  /** Why it became active or did not, in one sentence. */
  readonly activationReason: string;
  readonly note: string;
}
