import { METRICS } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';

/** Texts of the Models screen. */
export const modelsMessages = {
  title: 'Models',
  lead: 'Every version you trained. The active one of each metric makes the forecasts; rolling back takes effect at once.',
  noneTitle: 'No model yet',
  noneText:
    'Train a network on your days; each training becomes a version here, with everything needed to judge it.',
  train: 'Train a network',
  versions: 'Model versions',
  kept: 'The newest 5 versions of a metric and the active one are kept.',
  version: 'Version',
  metric: 'Metric',
  trained: 'Trained',
  days: 'Days',
  mae: 'MAE',
  skill: 'Skill',
  coverage: 'Coverage at 80 %',
  active: 'Active',
  isActive: 'Active',
  isInactive: 'no',
  actions: 'Actions',
  makeActive: 'Make active',
  delete: 'Delete',
  deleteTitle: (version: ModelVersion) =>
    `Delete version ${version.version} of ${METRICS[version.metric].label}?`,
  deleteText:
    'The network, its settings and its scores are gone for good. Forecasts are made by the active version.',
  deleteActiveText:
    'This version makes the forecasts, and there is no other: you will get the best simple forecast until you train again.',
  madeActive: (version: ModelVersion) =>
    `Version ${version.version} of ${METRICS[version.metric].label} makes the forecasts now.`,
  detailsTitle: 'A version in detail',
  choose: 'Version',
  forecasts: 'Forecasts and actual values',
  /** Of a version whose network was no better: the ranges belong to the simple forecast. */
  simpleForecasts: 'Simple forecasts and actual values',
  settings: 'Settings, seed, engine and time',
  inputs: 'Inputs',
  curves: 'Loss curves',
  evaluationCurve: 'Evaluation run',
  finalCurve: 'Final run',
} as const;

export function versionName(version: ModelVersion): string {
  return `${METRICS[version.metric].label} ${version.version}`;
}
