import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatExact, formatShown, parseExact, type ScenarioControl } from './scenario-controls.ts';
import styles from './what-if.module.css';

export interface ExactFieldProps {
  readonly control: ScenarioControl;
  /** In shown units. */
  readonly value: number;
  readonly onChange: (shown: number) => void;
}

/**
 * The exact value of a slider. A text field, because those of the browser for numbers and times read the decimal sign
 * and the clock of the browser, which need not be the person's.
 */
export function ExactField({ control, value, onChange }: ExactFieldProps): ReactNode {
  const { label, kind, min, max, step } = control;
  const [typed, setTyped] = useState<string | null>(null);
  const clamp = (shown: number): number => Math.min(max, Math.max(min, shown));
  const stepBy = (steps: number, event: KeyboardEvent): void => {
    event.preventDefault();
    setTyped(null);
    onChange(clamp((Math.round(value / step) + steps) * step));
  };
  return (
    <input
      type="text"
      role="spinbutton"
      className={styles.exact}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={formatShown(control, value)}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      autoComplete="off"
      value={typed ?? formatExact(control, value)}
      onChange={(event) => {
        setTyped(event.target.value);
        const shown = parseExact(control, event.target.value);
        if (shown !== null && shown >= min && shown <= max) onChange(shown);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') stepBy(1, event);
        else if (event.key === 'ArrowDown') stepBy(-1, event);
        else if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={() => {
        const shown = typed === null ? null : parseExact(control, typed);
        if (shown !== null) onChange(clamp(shown));
        setTyped(null);
      }}
    />
  );
}
