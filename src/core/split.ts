/** Positions `start` (inclusive) to `end` (exclusive). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const DEFAULT_VALIDATION_SHARE = 0.2;

/**
 * Windows in time order, the latest `validationShare` of them set apart to stop the training. Never shuffled: windows
 * of neighbouring days share most of their inputs. At least one window on each side where `count` >= 2.
 */
export function splitChronologically(
  count: number,
  validationShare = DEFAULT_VALIDATION_SHARE,
): { readonly train: Range; readonly validation: Range } {
  const border = count - takeShare(count, validationShare);
  return { train: { start: 0, end: border }, validation: { start: border, end: count } };
}

/**
 * The evaluation run's three parts, oldest first: `fit` learns, `stop` chooses the epoch, `score` is seen by neither.
 * The last `validationShare` is scored, the same share of the rest stops: 64 / 16 / 20 % by default.
 */
export function splitForEvaluation(
  count: number,
  validationShare = DEFAULT_VALIDATION_SHARE,
): { readonly fit: Range; readonly stop: Range; readonly score: Range } {
  const { train: rest, validation: score } = splitChronologically(count, validationShare);
  const { train: fit, validation: stop } = splitChronologically(rest.end, validationShare);
  return { fit, stop, score };
}

export function lengthOfRange(range: Range): number {
  return range.end - range.start;
}

function takeShare(count: number, share: number): number {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count: ${String(count)}`);
  if (!(share > 0 && share < 1)) throw new RangeError(`share must be in (0, 1): ${String(share)}`);
  if (count < 2) return 0;
  return Math.min(count - 1, Math.max(1, Math.round(count * share)));
}
