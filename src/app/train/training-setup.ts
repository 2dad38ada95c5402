import {
  CONFIG_RANGES,
  PRESETS,
  findConfigErrors,
  type ConfigRange,
  type NumericConfigKey,
  type PresetName,
  type TrainingConfig,
} from '#core/training-config.ts';
import type { Metric } from '#core/metric.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import { trainMessages as text } from '../messages/train.ts';
import { metricInSentence } from '../messages/verdict.ts';
import { formatList } from '../ui/format.ts';

export type PresetChoice = PresetName | 'custom';

/** What a preset decides; the rest (target, features, nutrition, seed) is chosen independently of it. */
const PRESET_KEYS = [
  'windowDays',
  'hidden',
  'layers',
  'dropout',
  'head',
  'batchSize',
  'learningRate',
  'maxEpochs',
  'patience',
  'validationShare',
] as const satisfies readonly (keyof TrainingConfig)[];

/** The preset that the settings are, `custom` where they are none. */
export function presetOf(config: TrainingConfig): PresetChoice {
  const matches = (preset: TrainingConfig): boolean =>
    PRESET_KEYS.every((key) => preset[key] === config[key]);
  if (matches(PRESETS.standard)) return 'standard';
  return matches(PRESETS.compact) ? 'compact' : 'custom';
}

/** The settings of a preset, with what no preset decides taken from `config`. */
export function withPreset(config: TrainingConfig, preset: PresetName): TrainingConfig {
  const { target, featureSet, useNutrition, seed } = config;
  return { ...PRESETS[preset], target, featureSet, useNutrition, seed };
}

export function withSuggestion(
  config: TrainingConfig,
  suggestion: NonNullable<RequirementsReport['suggestion']>,
): TrainingConfig {
  return {
    ...config,
    windowDays: suggestion.windowDays ?? config.windowDays,
    useNutrition: suggestion.useNutrition ?? config.useNutrition,
  };
}

/** Which metric can be trained now, where not all of them can; null where all can or none. */
export function readyHint(metrics: readonly Metric[], ready: readonly Metric[]): string | null {
  const able = metrics.filter((metric) => ready.includes(metric));
  if (able.length === 0 || able.length === metrics.length) return null;
  return text.onlyReady(formatList(able.map(metricInSentence)));
}

/** What is wrong with one number, null where nothing is. */
export function configError(config: TrainingConfig, key: NumericConfigKey): string | null {
  const range: ConfigRange = CONFIG_RANGES[key];
  if (!Number.isFinite(config[key])) {
    return text.enterNumber(range.min, range.max);
  }
  return findConfigErrors(config).find((sentence) => sentence.startsWith(range.label)) ?? null;
}
