import type { Annotation, AnnotationKind } from '#core/annotations.ts';
import { daysBetween, type LocalDate } from '#core/local-date.ts';

/** Neighbouring days with the same mark and note. */
export interface MarkRun {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly kind: AnnotationKind;
  readonly note: string;
  /** Ascending. */
  readonly dates: readonly LocalDate[];
}

/** The marks as people have made them, newest first. `annotations`: ascending by date. */
export function groupMarks(annotations: readonly Annotation[]): readonly MarkRun[] {
  const runs: MarkRun[] = [];
  for (const { date, kind, note } of annotations) {
    const open = runs.at(-1);
    if (open?.kind === kind && open.note === note && daysBetween(open.to, date) === 1) {
      runs[runs.length - 1] = { ...open, to: date, dates: [...open.dates, date] };
    } else {
      runs.push({ from: date, to: date, kind, note, dates: [date] });
    }
  }
  return runs.reverse();
}
