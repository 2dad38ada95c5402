import { UNKNOWN } from '../ui/format.ts';
import type { ComparedLossRow, LossSummary } from './loss-rows.ts';
import { compareMessages } from '../messages/models.ts';
import { trainMessages as text } from '../messages/train.ts';

/** Three significant digits: losses run over several powers of ten. */
export function formatLoss(loss: number | null): string {
  if (loss === null || !Number.isFinite(loss)) return UNKNOWN;
  return loss >= 0.001 ? String(Number(loss.toPrecision(3))) : loss.toExponential(1);
}

/** What the curves say, in one sentence. */
export function describeLosses(summary: LossSummary, running: boolean): string {
  const { epochs, bestEpoch, bestValidation, sinceBest } = summary;
  if (epochs === 0) return running ? text.noEpochYet : text.noEpoch;
  if (bestEpoch === 0) return text.noUsableEpoch(epochs);
  const best = text.lowestAt(bestEpoch, formatLoss(bestValidation));
  if (!running) return text.weightsKept(best);
  if (sinceBest === 0) return text.stillImproving(best);
  return text.noBetterFor(best, sinceBest);
}

/** An epoch of two trainings, for the tooltip; what had ended by then is left out. */
export function describeComparedEpoch(
  row: ComparedLossRow,
  { first, second }: { readonly first: string; readonly second: string },
) {
  const lines = [
    { label: compareMessages.validation(first), loss: row.firstValidation },
    { label: compareMessages.training(first), loss: row.firstTrain },
    { label: compareMessages.validation(second), loss: row.secondValidation },
    { label: compareMessages.training(second), loss: row.secondTrain },
  ];
  return {
    title: `${compareMessages.epoch} ${String(row.epoch)}`,
    lines: lines
      .filter(({ loss }) => loss !== null)
      .map(({ label, loss }) => ({ label, value: formatLoss(loss) })),
  };
}
