import { useState, type ReactNode } from 'react';
import type { HistogramBin } from '#core/scenario.ts';
import { formatClockHour } from '../ui/format.ts';
import { formatShown, parseClock, type ScenarioControl } from './scenario-controls.ts';
import styles from './what-if.module.css';

export interface BehaviourSliderProps {
  readonly control: ScenarioControl;
  readonly histogram: readonly HistogramBin[];
  /** In shown units. */
  readonly value: number;
  readonly edited: boolean;
  /** Under the slider: what was recorded, or why nothing was. */
  readonly note: string | null;
  readonly onChange: (shown: number) => void;
}

/** One behaviour: the person's own days as a histogram, a slider over them, and a field for the exact value. */
export function BehaviourSlider(props: BehaviourSliderProps): ReactNode {
  const { control, histogram, value, edited, note, onChange } = props;
  const { label, min, max, step } = control;
  return (
    <div className={styles.slider} data-edited={edited}>
      <span className={styles.sliderLabel} aria-hidden="true">
        {label}
      </span>
      <ExactField {...props} />
      <div className={styles.track}>
        <Histogram bins={histogram} />
        <input
          type="range"
          className={styles.range}
          aria-label={label}
          aria-valuetext={formatShown(control, value)}
          min={min}
          max={max}
          step={step}
          value={Math.min(max, Math.max(min, value))}
          onChange={(event) => {
            onChange(event.target.valueAsNumber);
          }}
        />
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}

function ExactField({ control, value, onChange }: BehaviourSliderProps): ReactNode {
  const shown =
    control.kind === 'clock' ? formatClockHour(value) : String(Number(value.toFixed(control.decimals)));
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string): void => {
    setTyped(text);
    const parsed = control.kind === 'clock' ? parseClock(control, text) : text === '' ? null : Number(text);
    if (parsed !== null && parsed >= control.min && parsed <= control.max) onChange(parsed);
  };
  return (
    <input
      className={styles.exact}
      aria-label={control.label}
      {...(control.kind === 'clock'
        ? { type: 'time' }
        : { type: 'number', min: control.min, max: control.max, step: 'any', inputMode: 'decimal' as const })}
      value={typed ?? shown}
      onChange={(event) => {
        change(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={(event) => {
        const text = event.target.value;
        const parsed =
          control.kind === 'clock' ? parseClock(control, text) : text === '' ? null : Number(text);
        if (parsed !== null && typed !== null) onChange(Math.min(control.max, Math.max(control.min, parsed)));
        setTyped(null);
      }}
    />
  );
}

/** The person's own days, so that a value can be seen to be common or rare. */
function Histogram({ bins }: { readonly bins: readonly HistogramBin[] }): ReactNode {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = 100 / Math.max(1, bins.length);
  return (
    <svg className={styles.histogram} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      {bins.map((bin, i) => {
        const height = (bin.count / most) * 24;
        return (
          <rect
            key={bin.from}
            x={i * width + width * 0.08}
            width={width * 0.84}
            y={24 - height}
            height={height}
          />
        );
      })}
    </svg>
  );
}
