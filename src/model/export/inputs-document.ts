import { featuresByName } from '#core/features/feature-sets.ts';
import { FEATURE_GROUP_LABELS } from '#core/features/feature.ts';
import type { FeatureDefinition } from '#core/features/feature.ts';
import type { ModelDescription } from '#core/model-version.ts';
import { SCALED_LIMIT } from '#core/scaler.ts';

/** `scaler-and-features.json`: from a person's days to what the network reads. */
export interface InputsDocument {
  readonly windowDays: number;
  readonly layout: string;
  readonly scaling: string;
  readonly missing: string;
  /** Scaled values are held within [-clip, clip]. */
  readonly clip: number;
  readonly means: readonly (number | null)[];
  readonly sds: readonly (number | null)[];
  readonly features: readonly FeatureDocument[];
  readonly leftOut: ModelDescription['leftOut'];
}

interface FeatureDocument {
  readonly name: string;
  readonly group: string;
  readonly label: string;
  readonly unit: string;
  readonly formula: string;
  /** Calendar days read, the day itself included, and how many of them must have been recorded. */
  readonly daysRead: number;
  readonly daysNeeded: number;
  /** Names of the raw values, as in a tidy CSV. */
  readonly rawValues: readonly string[];
}

/** A number that is none (a column that was never there) becomes null: JSON has no NaN. */
export function describeInputs(description: ModelDescription): InputsDocument {
  const { spec, features, scaler, metric, leftOut } = description;
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    windowDays: spec.windowDays,
    layout:
      'One window is [windowDays, features], row-major: consecutive calendar days, the oldest first, the last one the day on whose evening the forecast is made; features in the order of "features".',
    scaling: 'scaled = min(clip, max(-clip, (value - mean) / sd)), by column',
    missing:
      'A missing value is 0 after scaling, which is the mean of the training days. It is never 0 before scaling. On a day without any record the inputs that need none (weekday, days since a value was last seen) are there all the same.',
    clip: SCALED_LIMIT,
    means: scaler.means.map(finite),
    sds: scaler.sds.map(finite),
    features: featuresByName(features, metric).map(describeFeature),
    leftOut,
  };
}

function describeFeature(feature: FeatureDefinition): FeatureDocument {
  return {
    name: feature.name,
    group: FEATURE_GROUP_LABELS[feature.group],
    label: feature.label,
    unit: feature.unit,
    formula: feature.formula,
    daysRead: feature.windowDays,
    daysNeeded: feature.minimumPresent,
    rawValues: feature.fields,
  };
}
