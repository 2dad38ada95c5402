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
        <Histogram bins={histogram} at={value / control.scale} />
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}

interface HistogramProps {
  readonly bins: readonly HistogramBin[];
  /** The value of the slider, in the unit of the bins. */
  readonly at: number;
}

/** The person's own days, so that a value can be seen to be common or rare; the bin of the value is darker. */
function Histogram({ bins, at }: HistogramProps): ReactNode {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = 100 / Math.max(1, bins.length);
  const holding = bins.findLastIndex(({ from }, i) => i === 0 || at >= from);
  return (
    <svg className={styles.histogram} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      {bins.map((bin, i) => {
        const height = (bin.count / most) * 24;
        return (
          <rect
            key={bin.from}
            data-holding={i === holding}
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
