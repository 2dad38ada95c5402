import type { ReactNode } from 'react';
import type { ForecastAttribution } from '#core/forecast-attribution.ts';
import { METRICS } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { ExplanationRequest } from '#workers/explanation-client.ts';
import { todayMessages } from '../messages/today.ts';
import { startOfLine } from '../messages/verdict.ts';
import { useForecastAttribution } from '../state/explanations.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatMetric, formatSigned } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { hueOf } from '../ui/hue.ts';
import { roundParts } from './shown-parts.ts';
import styles from './why.module.css';

const { why: text, inputGroups } = todayMessages;

/** Of both metrics: whole milliseconds would hide most parts. */
const DECIMALS = 1;

export interface WhyNumberProps extends ExplanationRequest {
  readonly db: ProfileDatabase;
}

/** From the usual forecast to a network's forecast of tomorrow, input by input; worked out once it is opened. */
export function WhyNumber(props: WhyNumberProps): ReactNode {
  if (props.forecast.origin.kind !== 'network') return null;
  return (
    <div className={styles.why}>
      <Disclosure summary={text.title} onDemand>
        <Answer {...props} />
      </Disclosure>
    </div>
  );
}

function Answer({ db, ...request }: WhyNumberProps): ReactNode {
  const attribution = useForecastAttribution(db, request);
  if (attribution === undefined) return <Loading label={text.working} />;
  if (attribution === null) return <p>{text.failed}</p>;
  return <PartsTable attribution={attribution} />;
}

function PartsTable({ attribution }: { readonly attribution: ForecastAttribution }): ReactNode {
  const { metric, usual, usualDays, reachDays, value, parts } = attribution;
  const { named, rest, othersLeft } = roundParts(parts, usual, value, DECIMALS);
  const rows = named.map(({ group, change }) => ({ label: startOfLine(inputGroups[group]), change }));
  if (rest !== 0) rows.push({ label: othersLeft ? text.rest : text.rounding, change: rest });
  const most = Math.max(...rows.map(({ change }) => Math.abs(change)));
  return (
    <>
      <p className={styles.muted}>{text.lead(usualDays, reachDays)}</p>
      <table className={styles.parts} data-metric={hueOf(metric)}>
        <caption className="visually-hidden">
          {text.title}: {METRICS[metric].label}
        </caption>
        <tbody>
          <EndRow label={text.usual} value={formatMetric(metric, usual, DECIMALS)} />
          {rows.map(({ label, change }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <PartBar share={change / most} />
                {formatSigned(change, DECIMALS)}
              </td>
            </tr>
          ))}
          <EndRow label={text.forecast} value={formatMetric(metric, value, DECIMALS)} />
        </tbody>
      </table>
      <p className={styles.muted}>{text.note}</p>
    </>
  );
}

function EndRow({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <tr className={styles.end}>
      <th scope="row">{label}</th>
      <td>{value}</td>
    </tr>
  );
}

/** A part as a bar to the left or right of the middle; `share` -1 to 1. Says nothing new, so hidden. */
function PartBar({ share }: { readonly share: number }): ReactNode {
  const length = Math.abs(share) * 50;
  return (
    <svg className={styles.bar} width="72" height="12" aria-hidden="true">
      <rect
        className={styles.part}
        x={`${String(share < 0 ? 50 - length : 50)}%`}
        width={`${String(length)}%`}
        y="1"
        height="10"
      />
      <line className={styles.middle} x1="50%" x2="50%" y1="0" y2="12" />
    </svg>
  );
}
