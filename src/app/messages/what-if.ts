import type { DayField } from '#core/day-record.ts';
import type { BaselineReason, Forecast } from '#core/forecast.ts';
import type { Metric } from '#core/metric.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { formatCount, formatMetric } from '../ui/format.ts';
import { BASELINE_LABELS, appendName, metricInSentence, withArticle } from './verdict.ts';

/** Texts of the What if screen. */
export const whatIfMessages = {
  title: 'What if',
  lead: 'Change a day’s behaviours and see what days like that were followed by. It shows what went together in your past, not what causes what.',
  slidersTitle: 'The day',
  slidersLead: (day: string) =>
    `${day}, as recorded. Under each slider are your own days; it runs from your 5th to your 95th percentile.`,
  slidersLeadMorning: (day: string) =>
    `${day} is not over: the sliders start from what is usual for you. Under each are your own days; it runs from your 5th to your 95th percentile.`,
  usual: 'your median; not recorded that day',
  recorded: (value: string) => `recorded: ${value}`,
  follows: 'follows the others',
  resultTitle: 'Scenario result',
  resultLead: 'Compared with the day as it was.',
  computing: 'Computing…',
  support: 'Support',
  hint: 'A hint, no more: see above.',
  unmovedHere: 'No behaviour moves this number.',
  change: (from: string, to: string) => `${from} to ${to}`,
  line: (range: string) => `Your own days: ${range}`,
  lineHint: '80 % range of straight lines through all of them',
  lineOpen: 'no difference is possible',
  lineElsewhere: 'the network’s number lies outside',
  followed: (days: string, difference: string, range: string) =>
    `Your ${days} with a known next morning were followed by ${difference} (middle half ${range}), against days like the day as it was.`,
  unclear: 'Unclear: your own days do not point the same way.',
  similarTitle: 'Similar days',
  similarLead:
    'The days of your past nearest to the edited one, in what you changed, and the morning after each.',
  similarCaption: 'Similar days and what followed',
  day: 'Day',
  nextMorning: (metric: string) => `${metric} after`,
  nothingEdited: 'Move a slider to see a difference.',
  name: 'Name (optional)',
  save: 'Save scenario',
  reset: 'Reset',
  full: 'Five scenarios are saved. Remove one to save another.',
  remove: 'Remove',
  acts: 'Actions',
  load: 'Set sliders',
  /** After `load`, for those who hear a button by itself. */
  loadWhich: (name: string) => `to ${name}`,
  savedTitle: 'Saved scenarios',
  savedCaption: 'Saved scenarios side by side',
  savedLead: (day: string) => `All asked of the same day, ${day}; kept with your data.`,
  scenario: 'Scenario',
  changes: 'Changes',
  best: 'best',
  worst: 'worst',
  withheld: 'no number',
  unmoved: 'unmoved',
  noDaysLikeThis: 'You have no days like this: no number.',
  noBehaviours: 'No behaviours to change yet',
  noBehavioursText:
    'A slider needs at least 20 days with a value, such as steps, sleep, workouts, food, alcohol or caffeine. Import an export that has them.',
  goToData: 'Go to Data',
  train: 'Train a network',
  tryAgain: 'Try again',
} as const;

/** Names of sliders and fields, each with the unit after its number. */
export const BEHAVIOUR_TEXTS = {
  alcoholDrinks: { label: 'Alcohol (drinks)', unit: 'drinks' },
  alcoholYesNo: { label: 'Alcohol (0 no, 1 yes)', unit: '' },
  caffeineMg: { label: 'Caffeine (mg)', unit: 'mg' },
  lastMealHour: { label: 'Dinner time', unit: '' },
  energyIntakeKcal: { label: 'Calories (kcal)', unit: 'kcal' },
  proteinG: { label: 'Protein (g)', unit: 'g' },
  carbohydratesG: { label: 'Carbohydrates (g)', unit: 'g' },
  fatG: { label: 'Fat (g)', unit: 'g' },
  sleepMinutes: { label: 'Sleep (hours)', unit: 'hours' },
  bedtimeHour: { label: 'Bedtime', unit: '' },
  steps: { label: 'Steps', unit: 'steps' },
  workoutMinutes: { label: 'Training (minutes)', unit: 'minutes' },
  workoutIntensity: { label: 'Training intensity (0 to 1)', unit: '' },
  trainingLoad: { label: 'Training load', unit: '' },
} as const satisfies { readonly [Name in DayField]?: { readonly label: string; readonly unit: string } };

/** Kilojoules are four to the kilocalorie, and nobody calls them calories. */
export const KILOJOULE_TEXTS = { label: 'Energy eaten (kJ)', unit: 'kJ' } as const;

/** What must be known before the number of a metric; null where the network has earned its place. */
export function caveatOf(metric: Metric, unedited: Forecast | null): string | null {
  const name = metricInSentence(metric);
  if (unedited === null) return `There is no forecast of ${name} to compare with.`;
  const { origin, verdict } = unedited;
  if (origin.kind === 'average')
    return `Too few days of ${name} for a forecast: behaviours cannot move it yet.`;
  if (origin.kind === 'baseline') {
    const which = appendName(BASELINE_LABELS[origin.baseline]);
    return `${baselineReason(origin.reason, name)}${which}: it looks at past values only, so no behaviour moves it.`;
  }
  if (verdict === 'earned') return null;
  return `The network for ${name} has not beaten the best simple forecast beyond doubt: take its differences as a hint, no more.`;
}

function baselineReason(reason: BaselineReason, name: string): string {
  switch (reason) {
    case 'noModel':
      return `No network is trained for ${name}, so you get the best simple forecast`;
    case 'betterOnScoredDays':
      return `The network has not beaten the best simple forecast of ${name}, so you get that`;
    case 'betterInTheMorning':
      return `In the morning, before the day’s behaviours are known, the network has not beaten the best simple forecast of ${name}, so you get that`;
    case 'windowTooThin':
      return `Too many of the last days lack ${name} for the network, so you get the best simple forecast`;
  }
}

/** "12 similar days", or why there is no number. */
export function supportSentence(output: ScenarioOutput): string {
  if (output.unsupported || output.similarDays === 0) return whatIfMessages.noDaysLikeThis;
  return `${formatCount(output.similarDays, 'similar day')} in your past.`;
}

/** In words of association only. */
export function differenceSentence(metric: Metric, difference: number): string {
  const name = metricInSentence(metric);
  if (!isShown(difference)) return `Days like this were followed by about the same ${name}.`;
  const size = formatMetric(metric, Math.abs(difference), 1);
  return `Days like this were followed by ${withArticle(metric)} ${size} ${difference > 0 ? 'higher' : 'lower'}.`;
}

/** Whether a difference has a sign on screen. */
export function isShown(difference: number): boolean {
  return Math.abs(difference) >= 0.05;
}
