import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes } from 'react';
import styles from './Field.module.css';

interface FieldText {
  readonly label: string;
  /** One sentence under the control. */
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; marks the control as invalid. */
  readonly error?: string | null;
}

export interface TextFieldProps extends FieldText, InputHTMLAttributes<HTMLInputElement> {
  /** Shown after the input, for example "days". */
  readonly unit?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled `<input>` with unit, hint and error; every attribute of the input is passed on. */
export function TextField({ label, hint, error, unit, ...input }: TextFieldProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error ?? null}>
      {(attributes) => (
        <span className={styles.inputRow}>
          <input {...input} {...attributes} className={styles.control} />
          {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        </span>
      )}
    </FieldFrame>
  );
}

export interface SelectFieldProps extends FieldText, SelectHTMLAttributes<HTMLSelectElement> {
  readonly ref?: Ref<HTMLSelectElement>;
  readonly children: ReactNode;
}

/** A labelled `<select>`; pass `<option>`s as children. */
export function SelectField({ label, hint, error, children, ...select }: SelectFieldProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error ?? null}>
      {(attributes) => (
        <select {...select} {...attributes} className={styles.control}>
          {children}
        </select>
      )}
    </FieldFrame>
  );
}

interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldFrameProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly error: string | null;
  readonly children: (attributes: ControlAttributes) => ReactNode;
}

function FieldFrame({ label, hint, error, children }: FieldFrameProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [hint === undefined ? '' : hintId, error === null ? '' : errorId].filter(
    (part) => part !== '',
  );
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(error === null ? {} : { 'aria-invalid': true }),
      })}
      {hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
