import type { Evaluation, ScoredDay, SkillFigures } from './evaluation.ts';
import type { LocalDate } from './local-date.ts';
import type { PredictionInterval } from './prediction-interval.ts';
import { computeSkill } from './skill.ts';

/** One version's side of a comparison. */
export interface ComparedFigures {
  /** Of the network, bpm or ms. */
  readonly mae: number;
  /** Of the ranges of what the version serves: days that had one, days on which it held, mean width in bpm or ms. */
  readonly ranged: number;
  readonly covered: number;
  readonly meanWidth: number;
}

export interface VersionComparison {
  /** Days that both were scored on. */
  readonly n: number;
  readonly from: LocalDate | null;
  readonly through: LocalDate | null;
  readonly first: ComparedFigures;
  readonly second: ComparedFigures;
  /** How much smaller the second network's errors are than the first's, with its 90 % interval. */
  readonly gain: SkillFigures;
}

interface PairedDay {
  readonly date: LocalDate;
  readonly actual: number;
  readonly first: SideOfDay;
  readonly second: SideOfDay;
}

interface SideOfDay {
  readonly network: number;
  readonly range: PredictionInterval | null;
}

const BOOTSTRAP_SEED = 1;

/**
 * Two versions of one metric on the days that both were scored on, and on no other. Both against the second one's
 * actual values: pass the newer version second, its reading of the days is the later one. Figures are NaN and `n` is 0
 * where they share no day.
 * @param level of the ranges, 0.5, 0.8 or 0.9
 */
export function compareOnSameDays(first: Evaluation, second: Evaluation, level: number): VersionComparison {
  const days = pairDays(first, second, level);
  return {
    n: days.length,
    from: days[0]?.date ?? null,
    through: days.at(-1)?.date ?? null,
    first: describeSide(days, (day) => day.first),
    second: describeSide(days, (day) => day.second),
    gain: computeSkill(
      days.map((day) => day.second.network - day.actual),
      days.map((day) => day.first.network - day.actual),
      BOOTSTRAP_SEED,
    ),
  };
}

function pairDays(first: Evaluation, second: Evaluation, level: number): readonly PairedDay[] {
  const earlier = new Map(first.days.map((day, position) => [day.date, position]));
  return second.days.flatMap((day, position): readonly PairedDay[] => {
    const rival = earlier.get(day.date);
    const rivalDay = rival === undefined ? undefined : first.days[rival];
    if (rival === undefined || rivalDay === undefined) return [];
    if (!Number.isFinite(day.actual + day.network + rivalDay.network)) return [];
    return [
      {
        date: day.date,
        actual: day.actual,
        first: sideOf(rivalDay, first.intervals[rival], level),
        second: sideOf(day, second.intervals[position], level),
      },
    ];
  });
}

function sideOf(
  day: ScoredDay,
  intervals: readonly PredictionInterval[] | undefined,
  level: number,
): SideOfDay {
  const range = intervals?.find((each) => Math.abs(each.level - level) < 1e-9) ?? null;
  return { network: day.network, range };
}

function describeSide(days: readonly PairedDay[], sideOfDay: (day: PairedDay) => SideOfDay): ComparedFigures {
  let missed = 0;
  let ranged = 0;
  let covered = 0;
  let width = 0;
  for (const day of days) {
    const { network, range } = sideOfDay(day);
    missed += Math.abs(network - day.actual);
    if (range === null) continue;
    ranged += 1;
    width += range.high - range.low;
    if (day.actual >= range.low && day.actual <= range.high) covered += 1;
  }
  return { mae: missed / days.length, ranged, covered, meanWidth: width / ranged };
}
