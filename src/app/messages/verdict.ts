import type { BaselineName, Evaluation } from '#core/evaluation.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { UNKNOWN, formatMetric, formatNumber, formatSigned } from '../ui/format.ts';

/** Names of the simple forecasts, as they stand inside a sentence. */
export const BASELINE_LABELS: { readonly [Name in BaselineName]: string } = {
  yesterday: 'yesterday’s value',
  mean7: '7-day mean',
  mean30: '30-day mean',
  mean60: '60-day mean',
  ewma: 'EWMA',
  weekday: 'same weekday',
  ar1: 'AR(1)',
};

/** In the order of tables. */
export const BASELINE_ORDER: readonly BaselineName[] = [
  'yesterday',
  'mean7',
  'mean30',
  'mean60',
  'ewma',
  'weekday',
  'ar1',
];

/** What each simple forecast does, for those who want to know. */
export const BASELINE_EXPLANATIONS: { readonly [Name in BaselineName]: string } = {
  yesterday: 'repeats the last value',
  mean7: 'mean of the last 7 days',
  mean30: 'mean of the last 30 days',
  mean60: 'mean of the last 60 days',
  ewma: 'mean that weighs recent days more, tuned on your past',
  weekday: 'value of the same weekday',
  ar1: 'pulls the last value towards your mean',
};

/** "Resting heart rate" as it stands inside a sentence; abbreviations keep their capitals. */
export function insideSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** "Yesterday’s value" at the start of a line. */
export function startOfLine(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function metricInSentence(metric: Metric): string {
  return insideSentence(METRICS[metric].label);
}

/** A share as percent without the sign, "−4"; a decimal where whole percents would say nothing. */
function percent(share: number, decimals: number): string {
  const text = formatNumber(Math.abs(share) * 100, decimals);
  return share < 0 && Number(text) !== 0 ? `−${text}` : text;
}

const SMALL_SKILL = 0.03;

/** As in `core/skill.ts`: fewer days earn no verdict. */
const MINIMUM_VERDICT_DAYS = 45;

/** The simple forecast that past data chose on the last scored day; null without scored days. */
export function chosenBaseline(evaluation: Evaluation): BaselineName | null {
  return evaluation.days.at(-1)?.bestBaselineName ?? null;
}

function chosenLabel(evaluation: Evaluation): string {
  const name = chosenBaseline(evaluation);
  return name === null ? '' : appendName(BASELINE_LABELS[name]);
}

/** " (7-day mean)"; ", AR(1)" for a name that has brackets of its own. */
export function appendName(label: string): string {
  return label.includes('(') ? `, ${label}` : ` (${label})`;
}

/** "a resting heart rate", "an HRV (RMSSD)". */
export function withArticle(metric: Metric): string {
  const name = metricInSentence(metric);
  return `${name.startsWith('HRV') ? 'an' : 'a'} ${name}`;
}

/** The one plain line about a training: what the network was worth and, while it is active, whose number is shown. */
export function verdictSentence(evaluation: Evaluation, active: boolean): string {
  const { skill, verdict, served } = evaluation;
  if (skill.n === 0) return 'There are too few scored days for a verdict.';
  const instead = active ? ': Pulsecast shows you that instead' : '';
  if (!Number.isFinite(skill.skill)) {
    const perfect = `The best simple forecast${chosenLabel(evaluation)} made no error at all`;
    return `${perfect} (n = ${countDays(skill.n)}), which no network can beat${instead}.`;
  }
  const decimals = Math.abs(skill.skill) < SMALL_SKILL ? 1 : 0;
  const range = Number.isFinite(skill.low)
    ? `90 % interval ${percent(skill.low, decimals)} to ${percent(skill.high, decimals)} %, `
    : '';
  const figures = `${range}n = ${countDays(skill.n)}`;
  if (verdict === 'earned')
    return `Beats the best simple forecast by ${percent(skill.skill, decimals)} % (${figures}).`;
  if (verdict === 'level') {
    const better = `${percent(skill.skill, decimals)} % better (${figures})`;
    const judged =
      skill.low > 0
        ? doubtSentence(evaluation, better)
        : `Cannot be told apart from the best simple forecast: ${better}.`;
    return active ? `${judged} ${shownSentence(evaluation)}` : judged;
  }
  if (served === 'network') return `As good as the best simple forecast, and no better (${figures}).`;
  return `No better than the best simple forecast${chosenLabel(evaluation)}${instead}.`;
}

function countDays(n: number): string {
  return `${formatNumber(n)} ${n === 1 ? 'day' : 'days'}`;
}

/** Whose number an active version that is neither better nor worse leads to. */
function shownSentence(evaluation: Evaluation): string {
  return evaluation.served === 'network'
    ? 'Pulsecast shows the network’s number.'
    : `Pulsecast shows you the simple forecast${chosenLabel(evaluation)}.`;
}

/** Why a gain that looks real is not called one. */
function doubtSentence({ skill }: Evaluation, better: string): string {
  const doubt =
    skill.n < MINIMUM_VERDICT_DAYS
      ? `${String(MINIMUM_VERDICT_DAYS)} scored days are needed to be sure`
      : 'no better than the EWMA that the network starts from';
  return `Looks ${better.replace('better (', 'better than the best simple forecast (')}, but ${doubt}.`;
}

/** The error in units of life, against what anybody could guess. */
export function typicalMissSentence(evaluation: Evaluation, metric: Metric): string {
  const own = evaluation.network.mae;
  const yesterday = evaluation.baselines.yesterday.mae;
  if (!Number.isFinite(own)) return 'No error could be measured.';
  const first = `Typical miss of the network: ${formatMetric(metric, own)}.`;
  if (!Number.isFinite(yesterday)) return first;
  return `${first} Guessing yesterday’s value would miss by ${formatMetric(metric, yesterday)}.`;
}

export function formatSkill(evaluation: Evaluation): string {
  const { skill } = evaluation.skill;
  return Number.isFinite(skill) ? `${formatSigned(skill * 100, 1)} %` : UNKNOWN;
}
