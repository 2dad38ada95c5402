import type { EpochLosses } from '#core/training-job.ts';

export interface LossRow {
  readonly epoch: number;
  readonly train: number | null;
  readonly validation: number | null;
}

/** The curve of one training; a loss that is no positive number is left out, so that a log axis can show the rest. */
export function buildLossRows(losses: readonly EpochLosses[]): readonly LossRow[] {
  return losses.map(({ epoch, train, validation }) => ({
    epoch,
    train: positiveOrNull(train),
    validation: positiveOrNull(validation),
  }));
}

function positiveOrNull(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}

export interface LossSummary {
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly bestValidation: number | null;
  readonly lastTrain: number | null;
  readonly lastValidation: number | null;
  /** Epochs since the best one. */
  readonly sinceBest: number;
}

export function summariseLosses(rows: readonly LossRow[], bestEpoch: number): LossSummary {
  const last = rows.at(-1);
  const best = rows.find((row) => row.epoch === bestEpoch);
  return {
    epochs: last?.epoch ?? 0,
    bestEpoch: best === undefined ? 0 : bestEpoch,
    bestValidation: best?.validation ?? null,
    lastTrain: last?.train ?? null,
    lastValidation: last?.validation ?? null,
    sinceBest: best === undefined || last === undefined ? 0 : last.epoch - bestEpoch,
  };
}

/** Epoch numbers to label: at most `most`, whole, starting at 1. */
export function pickEpochTicks(lastEpoch: number, most: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20, 25, 50, 100];
  const step = steps.find((candidate) => Math.floor(lastEpoch / candidate) + 1 <= most) ?? 100;
  const ticks = [1];
  for (let epoch = step; epoch <= lastEpoch; epoch += step) if (epoch > 1) ticks.push(epoch);
  return ticks;
}

/** One epoch of two trainings; null where one of them had ended. */
export interface ComparedLossRow {
  readonly epoch: number;
  readonly firstTrain: number | null;
  readonly firstValidation: number | null;
  readonly secondTrain: number | null;
  readonly secondValidation: number | null;
}

/** Two curves by epoch, as long as the longer one. */
export function buildComparedRows(
  first: readonly EpochLosses[],
  second: readonly EpochLosses[],
): readonly ComparedLossRow[] {
  const [one, other] = [byEpoch(first), byEpoch(second)];
  const last = Math.max(0, ...one.keys(), ...other.keys());
  return Array.from({ length: last }, (_, i) => {
    const [a, b] = [one.get(i + 1), other.get(i + 1)];
    return {
      epoch: i + 1,
      firstTrain: a?.train ?? null,
      firstValidation: a?.validation ?? null,
      secondTrain: b?.train ?? null,
      secondValidation: b?.validation ?? null,
    };
  });
}

function byEpoch(losses: readonly EpochLosses[]): ReadonlyMap<number, LossRow> {
  return new Map(buildLossRows(losses).map((row) => [row.epoch, row]));
}
