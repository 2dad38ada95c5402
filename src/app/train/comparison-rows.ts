import type { ErrorFigures, Evaluation } from '#core/evaluation.ts';
import { evaluationMessages as text } from '../messages/evaluation.ts';
import { BASELINE_EXPLANATIONS, BASELINE_LABELS, BASELINE_ORDER, startOfLine } from '../messages/verdict.ts';

export interface ComparisonRow {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly figures: ErrorFigures;
  /** Of the network, or of the forecast it is measured against. */
  readonly main: boolean;
}

/** Network first, then what it has to beat, then every simple forecast by its error. */
export function comparisonRows(evaluation: Evaluation): readonly ComparisonRow[] {
  const { network, networkMorning, bestBaseline, baselines } = evaluation;
  const simple = BASELINE_ORDER.map((name) => ({
    key: name,
    label: startOfLine(BASELINE_LABELS[name]),
    note: BASELINE_EXPLANATIONS[name],
    figures: baselines[name],
    main: false,
  })).toSorted((a, b) => orderOf(a.figures.mae) - orderOf(b.figures.mae));
  return [
    { key: 'network', label: text.network, note: text.networkNote, figures: network, main: true },
    {
      key: 'bestBaseline',
      label: text.bestBaseline,
      note: text.bestBaselineNote,
      figures: bestBaseline,
      main: true,
    },
    ...simple,
    {
      key: 'networkMorning',
      label: text.networkMorning,
      note: text.networkMorningNote,
      figures: networkMorning,
      main: false,
    },
  ];
}

/** Unknown errors last. */
function orderOf(mae: number): number {
  return Number.isFinite(mae) ? mae : Infinity;
}
