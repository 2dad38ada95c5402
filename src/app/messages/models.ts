import type { VersionComparison } from '#core/compare-versions.ts';
import type { SkillFigures } from '#core/evaluation.ts';
import type { ForecastOrigin } from '#core/forecast.ts';
import type { LiveFigures } from '#core/ledger.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import {
  formatCount,
  formatDateRange,
  formatMetric,
  formatNumber,
  formatPercent,
  formatSigned,
} from '../ui/format.ts';
import { BASELINE_LABELS, startOfLine } from './verdict.ts';

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
  coverage: 'Coverage at 80\u00a0%',
  coverageLabel: 'Coverage',
  changed: 'What changed',
  firstVersion: 'First version',
  oldestKept: 'The one before is no longer kept',
  unchanged: 'Trained again on the same',
  active: 'Active',
  isActive: 'Active',
  isInactive: 'no',
  actions: 'Actions',
  makeActive: 'Make active',
  rollBack: (version: ModelVersion) => `Roll back to ${version.version}`,
  export: 'Export',
  exported: (fileName: string) => `${fileName} is in your downloads. Its README says how to use it.`,
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
  decided: (reason: string) => `Decided when it was trained. ${reason}`,
  forecasts: 'Forecasts and actual values',
  simpleServed:
    'The forecasts are those of the best simple forecast, which this version leaves the place to.',
  note: 'Note',
  noteHint: 'For yourself: why you trained it, what you tried.',
  saveNote: 'Save note',
  noteSaved: 'Saved.',
  settings: 'Settings, seed, engine and time',
  inputs: 'Inputs',
  curves: 'Loss curves',
  evaluationCurve: 'Evaluation run',
  finalCurve: 'Final run',
} as const;

export function versionName(version: ModelVersion): string {
  return `${METRICS[version.metric].label} ${version.version}`;
}

/** Words for what two versions do not share. */
export const differenceMessages = {
  preset: 'Preset',
  inputs: 'Inputs',
  days: 'Days',
  from: 'From',
  through: 'Through',
  engine: 'Engine',
  change: (label: string, before: string, after: string) => `${label} ${before} → ${after}`,
} as const;

export const liveMessages = {
  title: 'Live forecasts',
  lead: 'Every forecast that Today shows is written down before its day comes, and scored once it has.',
  all: (metric: Metric, count: number) =>
    `${METRICS[metric].label}: ${formatCount(count, 'forecast')} that ${count === 1 ? 'was' : 'were'} shown`,
  day: 'Day',
  shown: 'Shown',
  forecast: 'Forecast',
  range: '80\u00a0% range',
  measured: 'Measured',
  result: 'Result',
  inside: 'inside',
  outside: 'outside',
  waiting: 'not yet',
  made: 'Made by',
} as const;

/** Whose number a forecast was. */
export function makerName(origin: ForecastOrigin): string {
  switch (origin.kind) {
    case 'network':
      return `Network v${origin.version}`;
    case 'baseline':
      return startOfLine(BASELINE_LABELS[origin.baseline]);
    case 'average':
      return 'Your average';
  }
}

/** "12 scored, 80 % range held 10 of 12, typical miss 1.2 bpm. 1 waits for its day." */
export function liveSentence(metric: Metric, live: LiveFigures, level: number): string {
  const { scored, ranged, covered, mae } = live;
  const waiting = waitingSentence(live.waiting);
  if (scored === 0) return `None scored yet.${waiting}`;
  const held =
    ranged === 0
      ? ''
      : `, ${formatPercent(level)} range held ${formatNumber(covered)} of ${formatNumber(ranged)}`;
  return `${formatNumber(scored)} scored${held}, typical miss ${formatMetric(metric, mae)}.${waiting}`;
}

function waitingSentence(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' 1 waits for its day.' : ` ${formatNumber(count)} wait for their day.`;
}

export const compareMessages = {
  title: 'Compare two versions',
  lead: 'On the days that both were scored on, and on no other.',
  onlyOne: 'Train a second version of a metric to compare two.',
  first: 'First version',
  second: 'Second version',
  figures: 'On the same days',
  mae: 'MAE of the network',
  held: '80 % range held',
  width: 'Mean width of it',
  served: 'What it serves',
  servedNetwork: 'the network',
  servedBaseline: 'the best simple forecast',
  figure: 'Figure',
  curves: 'Loss curves of both versions',
  curvesFinding: 'Final runs only. Solid: validation. Dashed: training. Each in the unit of its own target.',
  epoch: 'Epoch',
  training: (version: string) => `${version} training`,
  validation: (version: string) => `${version} validation`,
  differences: 'What differs',
  setting: 'Setting',
  same: 'Settings, inputs, data and engine are the same.',
  added: (version: string) => `Only in ${version}`,
} as const;

/** What the common days say about two versions; the second is the newer one. */
export function comparisonSentence(
  metric: Metric,
  names: { readonly first: string; readonly second: string },
  { n, from, through, first, second, gain }: VersionComparison,
): string {
  if (n === 0 || from === null || through === null) {
    return 'They share no scored day, so their errors say nothing about each other.';
  }
  const days = `On the same ${formatCount(n, 'day')} (${formatDateRange(from, through)})`;
  const misses = `the network of ${names.second} misses by ${formatMetric(metric, second.mae, 2)}, that of ${names.first} by ${formatMetric(metric, first.mae, 2)}`;
  return `${days} ${misses}${gainClause(gain)}`;
}

/** ": 4.0 % less (90 % interval −1.2 to 9.0 %). They cannot be told apart."; the interval in the same direction. */
function gainClause({ skill, low, high }: SkillFigures): string {
  if (!Number.isFinite(skill)) return '.';
  const size = `: ${formatPercent(Math.abs(skill), 1)} ${skill < 0 ? 'more' : 'less'}`;
  if (!Number.isFinite(low)) return `${size}.`;
  const [from, to] = skill < 0 ? [-high, -low] : [low, high];
  const interval = `${size} (90 % interval ${percentNumber(from)} to ${percentNumber(to)} %).`;
  return low > 0 || high < 0 ? interval : `${interval} They cannot be told apart.`;
}

/** "−1.2": a share as percent without the sign of percent. */
function percentNumber(share: number): string {
  return formatSigned(share * 100, 1).replace('+', '');
}
