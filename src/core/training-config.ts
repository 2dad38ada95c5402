/** Named feature sets; `core/features` lists their members. */
export type FeatureSetName = 'standard' | 'classic-64';

/** `mlp`: dense 64 -> 32 -> 1 with ReLU and dropout. `linear`: one dense unit. */
export type HeadKind = 'mlp' | 'linear';

/**
 * What the network learns. `residual`: the metric minus its EWMA, on the model scale (log for HRV). `raw`: the metric
 * itself on the model scale, for comparison ("classic target").
 */
export type TargetKind = 'residual' | 'raw';

/** Everything besides the data that decides what is learned. */
export interface TrainingConfig {
  /** Calendar days per window. */
  readonly windowDays: number;
  /** Units per LSTM layer. */
  readonly hidden: number;
  readonly layers: number;
  /** Share of units dropped between layers, after the last, and in the `mlp` head. */
  readonly dropout: number;
  readonly head: HeadKind;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly maxEpochs: number;
  /** Epochs without a better validation loss before training stops. */
  readonly patience: number;
  /** Share of the windows, the latest, that stops the training. */
  readonly validationShare: number;
  readonly target: TargetKind;
  readonly featureSet: FeatureSetName;
  readonly useNutrition: boolean;
  readonly seed: number;
}

export type PresetName = 'standard' | 'compact';

const STANDARD: TrainingConfig = {
  windowDays: 30,
  hidden: 128,
  layers: 2,
  dropout: 0.2,
  head: 'mlp',
  batchSize: 32,
  learningRate: 0.001,
  maxEpochs: 100,
  patience: 10,
  validationShare: 0.2,
  target: 'residual',
  featureSet: 'standard',
  useNutrition: true,
  seed: 1,
};

export const PRESETS: { readonly [Name in PresetName]: TrainingConfig } = {
  standard: STANDARD,
  compact: { ...STANDARD, windowDays: 14, hidden: 16, layers: 1, head: 'linear' },
};

export interface ConfigRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly label: string;
}

/** The editable numbers, with the ranges that are accepted (inclusive). */
export const CONFIG_RANGES = {
  windowDays: { min: 7, max: 60, step: 1, label: 'Window (days)' },
  hidden: { min: 8, max: 512, step: 8, label: 'Hidden units' },
  layers: { min: 1, max: 4, step: 1, label: 'LSTM layers' },
  dropout: { min: 0, max: 0.5, step: 0.05, label: 'Dropout' },
  batchSize: { min: 8, max: 128, step: 1, label: 'Batch size' },
  learningRate: { min: 1e-4, max: 1e-1, step: 1e-4, label: 'Learning rate' },
  maxEpochs: { min: 1, max: 200, step: 1, label: 'Epochs, at most' },
  patience: { min: 1, max: 200, step: 1, label: 'Patience (epochs)' },
  validationShare: { min: 0.1, max: 0.3, step: 0.05, label: 'Validation share' },
  seed: { min: 0, max: 4_294_967_295, step: 1, label: 'Seed' },
} as const satisfies { readonly [Name in keyof TrainingConfig]?: ConfigRange };

export type NumericConfigKey = keyof typeof CONFIG_RANGES;

const WHOLE: readonly NumericConfigKey[] = [
  'windowDays',
  'hidden',
  'layers',
  'batchSize',
  'maxEpochs',
  'patience',
  'seed',
];

/** One sentence per setting that cannot be used; empty when the configuration is valid. */
export function findConfigErrors(config: TrainingConfig): readonly string[] {
  const errors: string[] = [];
  for (const [key, range] of Object.entries(CONFIG_RANGES) as [NumericConfigKey, ConfigRange][]) {
    const value = config[key];
    if (!(value >= range.min && value <= range.max)) {
      errors.push(
        `${range.label} must be between ${String(range.min)} and ${String(range.max)}; it is ${String(value)}.`,
      );
    } else if (WHOLE.includes(key) && !Number.isInteger(value)) {
      errors.push(`${range.label} must be a whole number; it is ${String(value)}.`);
    }
  }
  return errors;
}
