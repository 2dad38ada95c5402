import { UNKNOWN } from '../ui/format.ts';
import type { ComparedLossRow, LossSummary } from './loss-rows.ts';
import { compareMessages } from '../messages/models.ts';

/** Three significant digits: losses run over several powers of ten. */
export function formatLoss(loss: number | null): string {
  if (loss === null || !Number.isFinite(loss)) return UNKNOWN;
  return loss >= 0.001 ? String(Number(loss.toPrecision(3))) : loss.toExponential(1);
}

/** What the curves say, in one sentence. */
export function describeLosses(summary: LossSummary, running: boolean): string {
  const { epochs, bestEpoch, bestValidation, sinceBest } = summary;
  if (epochs === 0) return running ? 'The first epoch has not ended yet.' : 'No epoch has ended.';
  if (bestEpoch === 0) return `No epoch of ${String(epochs)} has a usable validation loss.`;
  const best = `Validation loss is lowest at epoch ${String(bestEpoch)} (${formatLoss(bestValidation)})`;
  if (!running) return `${best}; those weights are kept.`;
  if (sinceBest === 0) return `${best}, the newest: still improving.`;
  return `${best}; no better for ${sinceBest === 1 ? '1 epoch' : `${String(sinceBest)} epochs`}.`;
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
