import { DAY_FIELDS, type DayField } from '../day-record.ts';
import { FILL_DAYS, carriedForward, meanOver, recorded } from './day-quantity.ts';
import type { FeatureDefinition, FeatureGroup } from './feature.ts';

/** At least this many of a week's days make a weekly statistic. */
export const WEEK = { days: 7, minimumPresent: 3 } as const;

/** At least this many of a month's days make a baseline. */
export const MONTH = { days: 30, minimumPresent: 7 } as const;

/** The recorded value of `t` as a feature of the same name. */
export function valueFeature(field: DayField, group: FeatureGroup): FeatureDefinition {
  const { label, unit } = DAY_FIELDS[field];
  return {
    name: field,
    group,
    label,
    unit,
    windowDays: 1,
    minimumPresent: 1,
    formula: `${field}[t]`,
    fields: [field],
    compute: recorded(field),
  };
}

/** The value of `t` of a slow state, else the latest of the 3 days before. */
export function stateFeature(field: DayField, group: FeatureGroup): FeatureDefinition {
  return {
    ...valueFeature(field, group),
    windowDays: FILL_DAYS + 1,
    formula: `${field}[t], else the latest of the ${String(FILL_DAYS)} days before`,
    compute: carriedForward(recorded(field)),
  };
}

/** The mean of the last 7 days as a feature named `{field}Mean7d`. */
export function weekMeanFeature(field: DayField, group: FeatureGroup): FeatureDefinition {
  const { label, unit } = DAY_FIELDS[field];
  return {
    name: `${field}Mean7d`,
    group,
    label: `${label}, 7-day mean`,
    unit,
    windowDays: WEEK.days,
    minimumPresent: WEEK.minimumPresent,
    formula: `mean(${field}, 7 d)`,
    fields: [field],
    compute: meanOver(recorded(field), WEEK),
  };
}
