import type { SkillFigures, Verdict } from './evaluation.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';
import { createRng, type Rng } from './random.ts';
import { studentTTwoSidedP } from './student-t.ts';

const BOOTSTRAP_DRAWS = 2000;
const INTERVAL_SHARE = 0.9;
const MINIMUM_TEST_DAYS = 8;

/** Scored days under which no skill can be called earned. */
const MINIMUM_VERDICT_DAYS = 45;

/**
 * Days per bootstrap block: a week, or n^(1/3) where that is longer, so that errors keep their neighbours; but at
 * most a quarter of the days, or every draw would be the same.
 * Source of n^(1/3): Kuensch, Annals of Statistics 17 (1989).
 */
export function chooseBlockLength(n: number): number {
  return Math.max(1, Math.min(Math.max(7, Math.round(Math.cbrt(n))), Math.floor(n / 4)));
}

/** `[0, v0, v0 + v1, ...]`: any block's sum is one subtraction. */
function cumulate(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => (sums[i + 1] = (sums[i] ?? 0) + value));
  return sums;
}

/** 1 - a / b; 0 where both are 0 (nothing to gain, nothing lost), NaN where only `b` is. */
function skillOf(candidate: number, baseline: number): number {
  if (baseline === 0) return candidate === 0 ? 0 : NaN;
  return 1 - candidate / baseline;
}

interface CumulatedLosses {
  readonly candidate: Float64Array;
  readonly baseline: Float64Array;
}

/** Skill over one resampled run of days: blocks of consecutive days from random places, the last one cut to fit. */
function drawSkill(losses: CumulatedLosses, blockLength: number, rng: Rng): number {
  const n = losses.candidate.length - 1;
  let candidate = 0;
  let baseline = 0;
  for (let filled = 0; filled < n; filled += blockLength) {
    const from = Math.floor(rng() * (n - blockLength + 1));
    const to = from + Math.min(blockLength, n - filled);
    candidate += (losses.candidate[to] ?? NaN) - (losses.candidate[from] ?? NaN);
    baseline += (losses.baseline[to] ?? NaN) - (losses.baseline[from] ?? NaN);
  }
  return skillOf(candidate, baseline);
}

/**
 * Percentile interval (90 %) of the skill by the moving-block bootstrap, 2000 draws.
 * Both loss arrays: absolute errors, oldest first, by the same days. NaN bounds under 2 days.
 */
export function bootstrapSkillInterval(
  candidateLosses: Float64Array,
  baselineLosses: Float64Array,
  seed: number,
): { readonly low: number; readonly high: number } {
  const n = candidateLosses.length;
  if (n < 2) return { low: NaN, high: NaN };
  const losses = { candidate: cumulate(candidateLosses), baseline: cumulate(baselineLosses) };
  const blockLength = chooseBlockLength(n);
  const rng = createRng(seed);
  const draws = Float64Array.from({ length: BOOTSTRAP_DRAWS }, () => drawSkill(losses, blockLength, rng));
  const ascending = sortPresent(draws);
  return {
    low: quantileOfSorted(ascending, (1 - INTERVAL_SHARE) / 2),
    high: quantileOfSorted(ascending, (1 + INTERVAL_SHARE) / 2),
  };
}

/**
 * Two-sided p value of the Diebold-Mariano test for one-day-ahead absolute errors, with the small-sample correction
 * of Harvey, Leybourne and Newbold; for one day ahead it equals the paired t test. NaN under 8 days; 1 where the
 * losses are identical.
 * Source: Diebold and Mariano, JBES 13 (1995); Harvey, Leybourne and Newbold, IJF 13 (1997).
 */
export function dieboldMarianoP(candidateLosses: Float64Array, baselineLosses: Float64Array): number {
  const n = candidateLosses.length;
  if (n < MINIMUM_TEST_DAYS) return NaN;
  const differences = candidateLosses.map((loss, i) => loss - (baselineLosses[i] ?? NaN));
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  if (differences.every((each) => each === 0)) return 1;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / n;
  const statistic = mean / Math.sqrt(variance / n);
  const corrected = statistic * Math.sqrt((n - 1) / n);
  return studentTTwoSidedP(corrected, n - 1);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** Share of days on which the candidate's loss was smaller, ties counted half; NaN for no days. */
function shareCloser(candidateLosses: Float64Array, baselineLosses: Float64Array): number {
  let closer = 0;
  candidateLosses.forEach((loss, i) => {
    const rival = baselineLosses[i] ?? NaN;
    if (loss < rival) closer += 1;
    else if (loss === rival) closer += 0.5;
  });
  return closer / candidateLosses.length;
}

/**
 * How much better the network's errors are than those of the best baseline chosen on the past. Both arrays: forecast
 * - actual (the sign does not matter), bpm or ms, oldest first, by the same days; days on which either is NaN are
 * left out. `skill` is NaN for no days, and where the baseline alone made no error at all.
 */
export function computeSkill(
  networkErrors: ArrayLike<number>,
  baselineErrors: ArrayLike<number>,
  seed: number,
): SkillFigures {
  const kept = Array.from(networkErrors, (error, i) => [
    Math.abs(error),
    Math.abs(baselineErrors[i] ?? NaN),
  ]).filter(([network = NaN, baseline = NaN]) => !Number.isNaN(network + baseline));
  const network = Float64Array.from(kept, ([loss]) => loss ?? NaN);
  const baseline = Float64Array.from(kept, ([, loss]) => loss ?? NaN);
  return {
    skill: kept.length === 0 ? NaN : skillOf(meanOf(network), meanOf(baseline)),
    ...bootstrapSkillInterval(network, baseline, seed),
    n: kept.length,
    dieboldMarianoP: dieboldMarianoP(network, baseline),
    closerShare: shareCloser(network, baseline),
  };
}

/**
 * `earned`: the interval lies above 0 on at least 45 days and the network also beat the EWMA that it starts from.
 * `notEarned`: no gain (NaN on scored days included: the baseline was perfect). `level`: everything between, and no
 * scored day at all. Without the second condition, a network that only repeats its EWMA would earn what the EWMA
 * gained over a baseline that the past chose badly.
 */
export function judgeSkill({ skill, low, n }: SkillFigures, beatsEwma: boolean): Verdict {
  if (n === 0) return 'level';
  if (!(skill > 0)) return 'notEarned';
  return low > 0 && beatsEwma && n >= MINIMUM_VERDICT_DAYS ? 'earned' : 'level';
}
