import { useId, useState, type ReactNode } from 'react';
import styles from './Progress.module.css';

export interface ProgressProps {
  /** Accessible name, for example "Training progress". */
  readonly label: string;
  /** Share done, 0-1; NaN while unknown. */
  readonly fraction: number;
  /** What is happening, on the left under the bar. */
  readonly detail?: ReactNode;
  /** Time left or the like, on the right under the bar. */
  readonly remaining?: ReactNode;
}

/** A progress bar that is announced at each full 10 %, not at each update. */
export function Progress({ label, fraction, detail, remaining }: ProgressProps) {
  const labelId = useId();
  const known = Number.isFinite(fraction);
  const percent = known ? Math.round(Math.min(1, Math.max(0, fraction)) * 100) : 0;
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <span id={labelId}>{label}</span>
        {known && <span className={styles.percent}>{percent} %</span>}
      </div>
      <div
        role="progressbar"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(known ? { 'aria-valuenow': percent } : {})}
        className={styles.track}
      >
        <div
          className={known ? styles.bar : styles.unknown}
          style={known ? { width: `${String(percent)}%` } : {}}
        />
      </div>
      {(detail !== undefined || remaining !== undefined) && (
        <div className={styles.foot}>
          <span>{detail}</span>
          <span>{remaining}</span>
        </div>
      )}
      <Spoken label={label} percent={percent} />
    </div>
  );
}

function Spoken({ label, percent }: { readonly label: string; readonly percent: number }) {
  const [spoken, setSpoken] = useState(0);
  const tenth = Math.floor(percent / 10) * 10;
  if (tenth !== spoken) setSpoken(tenth);
  return (
    <span role="status" className="visually-hidden">
      {spoken > 0 ? `${label}: ${String(spoken)} %` : ''}
    </span>
  );
}
