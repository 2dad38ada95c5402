import { markEachDay, type Annotation, type AnnotationKind } from '#core/annotations.ts';
import { daysBetween, parseLocalDate } from '#core/local-date.ts';
import { err, ok, type Result } from '#core/result.ts';

/** What stands in the fields. */
export interface MarkDraft {
  /** As the date fields give them: `YYYY-MM-DD`, or empty. */
  readonly from: string;
  readonly to: string;
  readonly kind: AnnotationKind;
  readonly note: string;
}

/** A slip of the year in one field must not mark a decade. */
export const MOST_DAYS = 366;

export type DraftProblem = 'noDate' | 'endsBefore' | 'tooLong';

/** The marks that a draft asks for; an empty last day means the first. */
export function readDraft(draft: MarkDraft): Result<readonly Annotation[], DraftProblem> {
  const from = parseLocalDate(draft.from);
  if (from === null) return err('noDate');
  const to = draft.to === '' ? from : parseLocalDate(draft.to);
  if (to === null) return err('noDate');
  if (to < from) return err('endsBefore');
  if (daysBetween(from, to) >= MOST_DAYS) return err('tooLong');
  return ok(markEachDay(from, to, { kind: draft.kind, note: draft.note.trim() }));
}
