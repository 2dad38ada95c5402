import { METRICS, type Metric } from '#core/metric.ts';
import type { Forecast } from '#core/forecast.ts';
import type { DifferenceRange } from '#core/scenario-evidence.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { isShown } from '../messages/what-if.ts';
import { formatSigned } from '../ui/format.ts';

/** Difference of the edited to the unedited forecast; null where either is missing or withheld. */
export function scenarioDifference(output: ScenarioOutput): number | null {
  if (output.unsupported || output.edited === null || output.unedited === null) return null;
  const difference = output.edited.value - output.unedited.value;
  return Number.isFinite(difference) ? difference : null;
}

/** True where the number comes from past values alone. */
export function isUnmovable(unedited: Forecast | null): boolean {
  return unedited === null || unedited.origin.kind !== 'network';
}

/**
 * True where the person's own days point the other way than the network: then neither is to be believed. Differences
 * that are shown as nothing point nowhere.
 */
export function isUnclear(output: ScenarioOutput): boolean {
  const difference = scenarioDifference(output);
  if (difference === null || isUnmovable(output.unedited) || !isShown(difference)) return false;
  const { line, followed } = output.witnesses ?? { line: null, followed: null };
  return [line, followed].some(
    (witness) =>
      witness !== null && isShown(witness.centre) && Math.sign(witness.centre) !== Math.sign(difference),
  );
}

/** "+0.2 to +1.3 bpm". */
export function formatDifferenceRange(metric: Metric, { low, high }: DifferenceRange): string {
  return `${formatSigned(low)} to ${formatSigned(high)} ${METRICS[metric].unit}`;
}

/** What a saved scenario gives on the day that the screen is about. */
export interface ScenarioRow {
  readonly id: number;
  readonly name: string;
  readonly changes: readonly string[];
  readonly results: readonly SavedResult[];
}

export interface SavedResult {
  readonly metric: Metric;
  /** Null where the number is withheld. */
  readonly value: number | null;
  readonly difference: number | null;
}

/** A number that no behaviour moves is one, too; what is not supported is none. */
export function resultOf(output: ScenarioOutput): SavedResult {
  const difference = scenarioDifference(output);
  const shown = difference !== null || isUnmovable(output.unedited);
  return { metric: output.metric, value: shown ? (output.edited?.value ?? null) : null, difference };
}

/** Ids of the best and the worst scenario of a metric, in its own direction; null where there is nothing to rank. */
export function rankScenarios(
  scenarios: readonly ScenarioRow[],
  metric: Metric,
): { readonly best: number; readonly worst: number } | null {
  const direction = METRICS[metric].better === 'lower' ? 1 : -1;
  const ranked = scenarios
    .flatMap(({ id, results }) => {
      const value = results.find((result) => result.metric === metric)?.value ?? null;
      return value === null || !Number.isFinite(value) ? [] : [{ id, score: value * direction }];
    })
    .toSorted((a, b) => a.score - b.score);
  const best = ranked[0];
  const worst = ranked.at(-1);
  if (best === undefined || worst === undefined || worst.score - best.score < 0.05) return null;
  return { best: best.id, worst: worst.id };
}
