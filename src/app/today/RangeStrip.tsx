import type { ReactNode } from 'react';
import type { Forecast } from '#core/forecast.ts';
import { placeOnStrip, stripLimits } from '../charts/strip-scale.ts';
import { formatNumber } from '../ui/format.ts';
import { intervalAt, valueDecimals } from '../messages/forecast.ts';
import { hueOf } from '../ui/hue.ts';
import styles from './today.module.css';

/** The range as a picture: all levels, the chosen one stronger, the 30-day mean as a tick. Says nothing new, so hidden. */
export function RangeStrip({
  forecast,
  level,
}: {
  readonly forecast: Forecast;
  readonly level: number;
}): ReactNode {
  const intervals = forecast.intervals.filter(
    ({ low, high }) => Number.isFinite(low) && Number.isFinite(high),
  );
  const limits = stripLimits([
    forecast.value,
    forecast.mean30,
    ...intervals.flatMap(({ low, high }) => [low, high]),
  ]);
  const chosen = intervalAt(forecast, level);
  if (limits === null || chosen === null) return null;
  const place = (value: number): number => placeOnStrip(value, limits.low, limits.high) * 100;
  const percent = (value: number): string => `${String(place(value))}%`;
  const decimals = valueDecimals(forecast.metric);
  const drawn = intervals.toSorted((a, b) => b.level - a.level);
  return (
    <div className={styles.strip} data-metric={hueOf(forecast.metric)} aria-hidden="true">
      <svg className={styles.stripBar} width="100%" height="36">
        <line className={styles.stripAxis} x1="0" x2="100%" y1="18" y2="18" />
        {drawn.map((interval) => (
          <rect
            key={interval.level}
            className={interval.level === chosen.level ? styles.stripChosen : styles.stripBand}
            x={percent(interval.low)}
            width={`${String(place(interval.high) - place(interval.low))}%`}
            y="9"
            height="18"
            rx="3"
          />
        ))}
        {Number.isFinite(forecast.mean30) && (
          <line
            className={styles.stripMean}
            x1={percent(forecast.mean30)}
            x2={percent(forecast.mean30)}
            y1="2"
            y2="34"
          />
        )}
        <circle className={styles.stripValue} cx={percent(forecast.value)} cy="18" r="6" />
      </svg>
      <div className={styles.stripLabels}>
        <span style={{ left: percent(chosen.low) }}>{formatNumber(chosen.low, decimals)}</span>
        <span style={{ left: percent(chosen.high) }}>{formatNumber(chosen.high, decimals)}</span>
      </div>
    </div>
  );
}
