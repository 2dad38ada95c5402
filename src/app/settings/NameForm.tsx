import { useEffect, useRef, useState } from 'react';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import styles from './settings.module.css';

const text = messages.settings;

const LONGEST_NAME = 60;

export interface NameFormProps {
  readonly label: string;
  readonly submitLabel: string;
  readonly initial: string;
  /** Names that may not be given again. */
  readonly taken: readonly string[];
  readonly onSubmit: (name: string) => void;
  /** Where it can be cancelled it was asked for, so the input takes the focus. */
  readonly onCancel?: () => void;
}

/** Asks for the name of a profile. */
export function NameForm({ label, submitLabel, initial, taken, onSubmit, onCancel }: NameFormProps) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const asked = onCancel !== undefined;
  useEffect(() => {
    if (asked) inputRef.current?.select();
  }, [asked]);
  const submit = () => {
    const trimmed = name.trim();
    const found = findNameError(trimmed, taken);
    setError(found);
    if (found !== null) return;
    setName(initial);
    onSubmit(trimmed);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.grow}>
        <TextField
          ref={inputRef}
          label={label}
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          error={error}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </div>
      <div className={styles.formButtons}>
        <Button type="submit">{submitLabel}</Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{text.cancel}</Button>}
      </div>
    </form>
  );
}

function findNameError(name: string, taken: readonly string[]): string | null {
  if (name === '') return text.nameMissing;
  return taken.includes(name) ? text.nameTaken : null;
}
