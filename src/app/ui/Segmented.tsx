import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Segmented.module.css';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  /** Name of the radio group. */
  readonly label: string;
  /** Hide the name where the context says it; it stays for assistive technology. */
  readonly labelHidden?: boolean;
  readonly options: readonly SegmentedOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A choice among two to five short options: a native radio group (`role="radiogroup"`) drawn as one control. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, labelHidden = false, options, value, onChange, disabled = false } = props;
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id} className={styles.group}>
      <span id={id} className={labelHidden ? 'visually-hidden' : styles.name}>
        {label}
      </span>
      <div className={styles.options}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(styles.option, option.value === value && styles.chosen)}
          >
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              disabled={disabled || option.disabled === true}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

export interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** One thing on or off: a native checkbox with its label. */
export function Toggle({ label, checked, onChange, hint, disabled = false }: ToggleProps) {
  const hintId = useId();
  return (
    <div className={styles.toggle}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
