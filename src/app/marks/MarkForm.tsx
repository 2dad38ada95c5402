import { useState, type ReactNode, type SubmitEvent } from 'react';
import { ANNOTATION_KINDS, type AnnotationKind } from '#core/annotations.ts';
import type { LocalDate } from '#core/local-date.ts';
import { markDays } from '#storage/annotations.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { marksMessages as text } from '../messages/marks.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { MOST_DAYS, readDraft, type DraftProblem, type MarkDraft } from './mark-draft.ts';
import styles from './marks.module.css';

const PROBLEMS: { readonly [Problem in DraftProblem]: string } = {
  noDate: text.noDate,
  endsBefore: text.endsBefore,
  tooLong: text.tooLong(MOST_DAYS),
};

export interface MarkFormProps {
  readonly db: ProfileDatabase;
  /** Proposed. */
  readonly day: LocalDate;
  /** No later day can be marked. */
  readonly latest: LocalDate;
  readonly onMarked: (days: number) => void;
  /** More buttons beside the one that marks. */
  readonly actions?: ReactNode;
}

/** Marks one day or a run of days. */
export function MarkForm({ db, day, latest, onMarked, actions }: MarkFormProps): ReactNode {
  const [draft, setDraft] = useState<MarkDraft>({ from: day, to: day, kind: 'ill', note: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const change = (patch: Partial<MarkDraft>) => {
    setDraft({ ...draft, ...patch });
    setProblem(null);
  };
  const submit = async () => {
    const read = readDraft(draft);
    if (!read.ok) {
      setProblem(PROBLEMS[read.error]);
      return;
    }
    try {
      await markDays(db, read.value);
      setDraft({ ...draft, note: '' });
      onMarked(read.value.length);
    } catch (error) {
      setProblem(faultSentence(toStorageFault(error)));
    }
  };
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.fields}>
        <TextField
          label={text.from}
          type="date"
          value={draft.from}
          max={latest}
          onChange={(event) => {
            const from = event.target.value;
            // The last day follows, so that one day is one choice.
            change({ from, to: draft.to < from || draft.to === draft.from ? from : draft.to });
          }}
        />
        <TextField
          label={text.to}
          type="date"
          value={draft.to}
          min={draft.from}
          max={latest}
          onChange={(event) => {
            change({ to: event.target.value });
          }}
        />
        <SelectField
          label={text.kind}
          value={draft.kind}
          onChange={(event) => {
            change({ kind: event.target.value as AnnotationKind });
          }}
        >
          {ANNOTATION_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {text.kinds[kind]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={text.note}
          value={draft.note}
          maxLength={200}
          onChange={(event) => {
            change({ note: event.target.value });
          }}
        />
      </div>
      <p className={styles.effect}>{text.effects[draft.kind]}</p>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <div className={styles.actions}>
        <Button type="submit">{text.save}</Button>
        {actions}
      </div>
    </form>
  );
}
