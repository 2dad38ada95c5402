import { type DayGrid, buildDayGrid } from './day-grid.ts';
import type { DayRecord } from './day-record.ts';
import { computeFeatureMatrix, measureGroupCoverage } from './feature-matrix.ts';
import { FEATURE_GROUP_LABELS } from './features/feature.ts';
import { featuresOf } from './features/feature-sets.ts';
import { keepFinishedValues } from './finished-days.ts';
import type { LocalDate } from './local-date.ts';
import { METRICS, type Metric } from './metric.ts';
import { lengthOfRange, type Range, splitForEvaluation } from './split.ts';
import type { TrainingConfig } from './training-config.ts';
import { indexWindows, type WindowIndex } from './windows.ts';

export const MINIMUM_METRIC_DAYS = 30;
export const MINIMUM_NUTRITION_DAYS = 21;
export const MINIMUM_FEATURE_GROUPS = 1;
export const MINIMUM_TRAINING_WINDOWS = 20;
export const MINIMUM_SCORED_DAYS = 7;

/** Window lengths worth proposing where the chosen one leaves too few windows, longest first. */
const PROPOSED_WINDOW_DAYS = [30, 14, 7];

export type RequirementId =
  'metricDays' | 'nutritionDays' | 'featureGroups' | 'trainingWindows' | 'scoredDays';

/** One thing a training needs, with what is there. */
export interface Requirement {
  readonly id: RequirementId;
  readonly label: string;
  readonly have: number;
  /** 0 where the configuration does without it. */
  readonly need: number;
  /** `need` - `have`, never below 0. */
  readonly missing: number;
  readonly unit: 'days' | 'windows' | 'groups';
  /** First and last date of what was counted; null where there is none. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly met: boolean;
  /** For people: what is there, what is missing, what to do. */
  readonly sentence: string;
}

export interface RequirementsReport {
  readonly met: boolean;
  readonly requirements: readonly Requirement[];
  /** Changes to the configuration that would remove a shortage; null where none would or none is needed. */
  readonly suggestion: { readonly windowDays?: number; readonly useNutrition?: boolean } | null;
  /** Windows to learn from, to stop on and to score on, all together. */
  readonly windows: number;
}

/**
 * Everything a training of this configuration needs, all of it and with every shortage, before anything starts.
 * Of an unfinished day the night counts as a day with the metric, its behaviours count nowhere, and no window ends on
 * it. `records` in any order with unique dates; `config` must be valid (`findConfigErrors`).
 */
export function checkTrainingRequirements(
  records: readonly DayRecord[],
  metric: Metric,
  config: TrainingConfig,
): RequirementsReport {
  const finished = keepFinishedValues(records);
  const grid = buildDayGrid(finished);
  const windows = indexFullDayWindows(grid, records, metric, config.windowDays);
  const requirements = [
    checkMetricDays(finished, metric),
    checkNutritionDays(finished, config.useNutrition),
    checkFeatureGroups(grid, metric, config),
    ...checkWindows(grid, windows, config),
  ];
  return {
    met: requirements.every(({ met }) => met),
    requirements,
    suggestion: suggestChanges(requirements, config, (windowDays) =>
      indexFullDayWindows(grid, records, metric, windowDays),
    ),
    windows: windows.asOf.length,
  };
}

type Count = Omit<Requirement, 'missing' | 'met' | 'sentence'>;

function describe(count: Count, sentence: (missing: number) => string): Requirement {
  const missing = Math.max(0, count.need - count.have);
  return { ...count, missing, met: missing === 0, sentence: sentence(missing) };
}

function checkMetricDays(records: readonly DayRecord[], metric: Metric): Requirement {
  const { field } = METRICS[metric];
  const dates = datesWhere(records, ({ values }) => values[field] !== undefined);
  const label = metric === 'restingHeartRate' ? METRICS[metric].label : 'HRV';
  return describe(
    {
      id: 'metricDays',
      label,
      have: dates.length,
      need: MINIMUM_METRIC_DAYS,
      unit: 'days',
      ...spanOf(dates),
    },
    (missing) =>
      missing === 0
        ? `${label}: ${countOf(dates.length, 'day')}, ${String(MINIMUM_METRIC_DAYS)} needed.`
        : `${label}: ${String(dates.length)} of ${String(MINIMUM_METRIC_DAYS)} days. ${more(missing, 'morning')}.`,
  );
}

function checkNutritionDays(records: readonly DayRecord[], useNutrition: boolean): Requirement {
  const dates = datesWhere(
    records,
    ({ values }) => values.energyIntakeKcal !== undefined || values.foodLogged === 1,
  );
  const need = useNutrition ? MINIMUM_NUTRITION_DAYS : 0;
  const progress = `Food log: ${String(dates.length)} of ${String(MINIMUM_NUTRITION_DAYS)} days`;
  return describe(
    { id: 'nutritionDays', label: 'Food log', have: dates.length, need, unit: 'days', ...spanOf(dates) },
    (missing) => {
      if (!useNutrition)
        return `Food log: ${countOf(dates.length, 'day')}, not used; training on the rest alone.`;
      if (missing > 0) return `${progress}. ${more(missing, 'day')}, or train without nutrition.`;
      return `Food log: ${countOf(dates.length, 'day')}, ${String(MINIMUM_NUTRITION_DAYS)} needed.`;
    },
  );
}

/** The metric's own history counts as a group when its days are dense enough; calendar and masks always exist. */
function checkFeatureGroups(grid: DayGrid | null, metric: Metric, config: TrainingConfig): Requirement {
  const groups = grid === null ? [] : measureCoverage(grid, metric, config);
  const covered = groups.filter(({ counts }) => counts).map(({ group }) => FEATURE_GROUP_LABELS[group]);
  const thin = groups
    .filter(({ counts, recorded }) => !counts && recorded > 0)
    .map(({ group }) => FEATURE_GROUP_LABELS[group]);
  const leftOut = thin.length === 0 ? '' : ` Too rarely recorded to be used: ${thin.join(', ')}.`;
  const count: Count = {
    id: 'featureGroups',
    label: 'Inputs',
    have: covered.length,
    need: MINIMUM_FEATURE_GROUPS,
    unit: 'groups',
    from: grid === null ? null : grid.start,
    to: grid === null ? null : grid.dateAt(grid.length - 1),
  };
  return describe(count, (missing) =>
    missing === 0
      ? `Inputs: ${covered.join(', ')}.${leftOut}`
      : `Inputs: no kind of value is there on 60 % of days.${leftOut} Import days without gaps.`,
  );
}

function measureCoverage(grid: DayGrid, metric: Metric, config: TrainingConfig) {
  const features = featuresOf(config.featureSet, metric, config.useNutrition).filter(
    ({ group }) => group !== 'time' && group !== 'missingness',
  );
  return measureGroupCoverage(computeFeatureMatrix(grid, features), features, grid.length - 1);
}

function checkWindows(grid: DayGrid | null, { asOf }: WindowIndex, config: TrainingConfig): Requirement[] {
  const { windowDays, validationShare } = config;
  const { fit, score } = splitForEvaluation(asOf.length, validationShare);
  const moreDays = windowsNeeded(validationShare) - asOf.length;
  const advice = `${more(moreDays, 'day')} without gaps${windowDays > 7 ? ', or a shorter window' : ''}.`;
  const dateOf = (position: number, shift: number): LocalDate | null =>
    grid === null ? null : grid.dateAt((asOf[position] ?? NaN) + shift);
  const span = (range: Range, firstShift: number): Pick<Requirement, 'from' | 'to'> =>
    lengthOfRange(range) === 0
      ? { from: null, to: null }
      : { from: dateOf(range.start, firstShift), to: dateOf(range.end - 1, 1) };
  const learnt = lengthOfRange(fit);
  const scored = lengthOfRange(score);
  return [
    describe(
      {
        id: 'trainingWindows',
        label: 'Windows to learn from',
        have: learnt,
        need: MINIMUM_TRAINING_WINDOWS,
        unit: 'windows',
        ...span(fit, 1 - windowDays),
      },
      (missing) =>
        `Windows of ${String(windowDays)} days to learn from: ` +
        (missing === 0
          ? `${String(learnt)}, ${String(MINIMUM_TRAINING_WINDOWS)} needed.`
          : `${String(learnt)} of ${String(MINIMUM_TRAINING_WINDOWS)}. ${advice}`),
    ),
    describe(
      {
        id: 'scoredDays',
        label: 'Days to score',
        have: scored,
        need: MINIMUM_SCORED_DAYS,
        unit: 'days',
        ...span(score, 1),
      },
      (missing) =>
        'Days to score the forecasts on: ' +
        (missing === 0
          ? `${String(scored)}, ${String(MINIMUM_SCORED_DAYS)} needed.`
          : `${String(scored)} of ${String(MINIMUM_SCORED_DAYS)}. ${advice}`),
    ),
  ];
}

function hasEnoughWindows(count: number, validationShare: number): boolean {
  const { fit, score } = splitForEvaluation(count, validationShare);
  return lengthOfRange(fit) >= MINIMUM_TRAINING_WINDOWS && lengthOfRange(score) >= MINIMUM_SCORED_DAYS;
}

function windowsNeeded(validationShare: number): number {
  let count = MINIMUM_TRAINING_WINDOWS + MINIMUM_SCORED_DAYS;
  while (!hasEnoughWindows(count, validationShare)) count++;
  return count;
}

/** No window ends on an unfinished day: what was done on it is not known. */
function indexFullDayWindows(
  grid: DayGrid | null,
  records: readonly DayRecord[],
  metric: Metric,
  windowDays: number,
): WindowIndex {
  if (grid === null) return { asOf: new Int32Array(0), windowDays };
  const unfinished = new Set(records.filter(({ partial }) => partial).map(({ date }) => grid.indexOf(date)));
  return indexWindows(grid, metric, windowDays, { skipAsOf: (t) => unfinished.has(t) });
}

function suggestChanges(
  requirements: readonly Requirement[],
  config: TrainingConfig,
  indexFor: (windowDays: number) => WindowIndex,
): RequirementsReport['suggestion'] {
  const isShort = (id: RequirementId): boolean => requirements.some((each) => each.id === id && !each.met);
  const windowDays =
    isShort('trainingWindows') || isShort('scoredDays')
      ? PROPOSED_WINDOW_DAYS.find(
          (days) =>
            days < config.windowDays && hasEnoughWindows(indexFor(days).asOf.length, config.validationShare),
        )
      : undefined;
  const dropNutrition = isShort('nutritionDays');
  if (windowDays === undefined && !dropNutrition) return null;
  return {
    ...(windowDays === undefined ? {} : { windowDays }),
    ...(dropNutrition ? { useNutrition: false } : {}),
  };
}

function datesWhere(
  records: readonly DayRecord[],
  matches: (record: DayRecord) => boolean,
): readonly LocalDate[] {
  return records
    .filter(matches)
    .map(({ date }) => date)
    .sort();
}

function spanOf(dates: readonly LocalDate[]): Pick<Requirement, 'from' | 'to'> {
  return { from: dates[0] ?? null, to: dates.at(-1) ?? null };
}

function countOf(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function more(count: number, unit: string): string {
  return `${String(count)} more ${unit}${count === 1 ? '' : 's'}`;
}
