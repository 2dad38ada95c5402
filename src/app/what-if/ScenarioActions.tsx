import { useState, type ReactNode } from 'react';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import styles from './what-if.module.css';

export interface ScenarioActionsProps {
  readonly edited: boolean;
  /** No more can be saved. */
  readonly full: boolean;
  readonly onSave: (name: string) => void;
  readonly onReset: () => void;
}

const LONGEST_NAME = 40;

/** Keeps the edits under a name, or takes them back. */
export function ScenarioActions({ edited, full, onSave, onReset }: ScenarioActionsProps): ReactNode {
  const [name, setName] = useState('');
  return (
    <form
      className={styles.actions}
      onSubmit={(event) => {
        event.preventDefault();
        if (!edited || full) return;
        onSave(name);
        setName('');
      }}
    >
      {edited && !full && (
        <TextField
          label={text.name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      )}
      <ButtonRow>
        <Button type="submit" variant="primary" disabled={!edited || full}>
          {text.save}
        </Button>
        <Button disabled={!edited} onClick={onReset}>
          {text.reset}
        </Button>
      </ButtonRow>
      {full && <p className={styles.muted}>{text.full}</p>}
    </form>
  );
}
