import { useState, type ReactNode } from 'react';
import type { ModelVersion } from '#core/model-version.ts';
import { toStorageFault } from '#storage/faults.ts';
import { writeNote } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { modelsMessages as text } from '../messages/models.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import styles from './models.module.css';

const MOST_CHARACTERS = 200;

export interface NoteFormProps {
  readonly db: ProfileDatabase;
  readonly version: ModelVersion;
}

/** The person's own line about a version. */
export function NoteForm({ db, version }: NoteFormProps): ReactNode {
  const [draft, setDraft] = useState(version.note);
  const [outcome, setOutcome] = useState<{ readonly saved: boolean; readonly text: string } | null>(null);
  const save = async (): Promise<void> => {
    try {
      await writeNote(db, version.id, draft.trim());
      setOutcome({ saved: true, text: text.noteSaved });
    } catch (error) {
      setOutcome({ saved: false, text: faultSentence(toStorageFault(error)) });
    }
  };
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={text.note}
        hint={text.noteHint}
        error={outcome?.saved === false ? outcome.text : null}
        value={draft}
        maxLength={MOST_CHARACTERS}
        onChange={(event) => {
          setDraft(event.target.value);
          setOutcome(null);
        }}
      />
      <div className={styles.noteActions}>
        <Button type="submit" disabled={draft.trim() === version.note}>
          {text.saveNote}
        </Button>
        <span role="status">{outcome?.saved === true ? outcome.text : ''}</span>
      </div>
    </form>
  );
}
