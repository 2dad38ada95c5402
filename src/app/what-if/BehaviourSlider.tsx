import type { ReactNode } from 'react';
import type { HistogramBin } from '#core/scenario.ts';
import { ExactField } from './ExactField.tsx';
import { formatShown, type ScenarioControl } from './scenario-controls.ts';
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
      <ExactField control={control} value={value} onChange={onChange} />
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
