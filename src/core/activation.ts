import type { LocalDate } from './local-date.ts';
import { METRICS } from './metric.ts';
import type { ModelDescription } from './model-version.ts';

export interface ActivationDecision {
  readonly activate: boolean;
  /** One sentence with the figures. */
  readonly reason: string;
}

/** A newer model may be this much worse on the same days and still replace the older one: it has seen more data. */
const ACTIVATION_TOLERANCE = 1.02;

/** Scored days that two models must share before their errors say anything. */
const MINIMUM_COMMON_DAYS = 7;

interface PairedErrors {
  readonly days: number;
  readonly candidateMae: number;
  readonly activeMae: number;
}

/** Both against the candidate's actual values: they are the newer reading of the same days. */
function pairErrors(candidate: ModelDescription, active: ModelDescription): PairedErrors {
  const activeByDate = new Map<LocalDate, number>();
  for (const day of active.evaluation.days) activeByDate.set(day.date, day.network);
  let days = 0;
  let candidateSum = 0;
  let activeSum = 0;
  for (const { date, actual, network } of candidate.evaluation.days) {
    const rival = activeByDate.get(date);
    if (rival === undefined) continue;
    days += 1;
    candidateSum += Math.abs(network - actual);
    activeSum += Math.abs(rival - actual);
  }
  return { days, candidateMae: candidateSum / days, activeMae: activeSum / days };
}

function daysInWords(count: number): string {
  return count === 1 ? '1 scored day' : `${String(count)} scored days`;
}

/**
 * Whether a newly trained model becomes the active one of its metric: yes where none is active, or where its
 * network's MAE on the days both were scored on is at most 1.02 times the active one's; yes, too, where they share
 * fewer than 7 such days, as then nothing speaks for the older one. An error that is not a number never wins.
 */
export function decideActivation(
  candidate: ModelDescription,
  active: ModelDescription | null,
): ActivationDecision {
  const { unit, label } = METRICS[candidate.metric];
  const inUnit = (mae: number): string => `${mae.toFixed(2)} ${unit}`;
  if (active === null) {
    const { mae, n } = candidate.evaluation.network;
    const figures = n === 0 ? '' : `, with a mean error of ${inUnit(mae)} on ${daysInWords(n)}`;
    return { activate: true, reason: `Active as the first model for ${inlineLabel(label)}${figures}.` };
  }
  const { days, candidateMae, activeMae } = pairErrors(candidate, active);
  if (days < MINIMUM_COMMON_DAYS) {
    const reason = `Active as the newer model: the two share ${daysInWords(days)}, too few to compare (${String(MINIMUM_COMMON_DAYS)} needed).`;
    return { activate: true, reason };
  }
  const activate = candidateMae <= ACTIVATION_TOLERANCE * activeMae;
  const figures = `on the same ${daysInWords(days)} its mean error is ${inUnit(candidateMae)}, the active model's ${inUnit(activeMae)}`;
  const rule = `at most 2 % worse is accepted`;
  const reason = activate ? `Active: ${figures} (${rule}).` : `Not active: ${figures} (${rule}).`;
  return { activate, reason };
}

/** "Resting heart rate" inside a sentence; "HRV" keeps its capitals. */
function inlineLabel(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
