import { useMemo } from 'react';
import { addDays, type LocalDate } from '#core/local-date.ts';
import { messages } from '../messages/en.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Figure } from '../ui/Figure.tsx';
import { formatDay, formatNumber } from '../ui/format.ts';
import { computeSampleOutlook, type SampleOutlook } from './sample-outlook.ts';
import styles from './SampleFigure.module.css';

const text = messages.landing;

/** Days of empty room after the last morning, so that the forecast stands apart. */
const AHEAD_DAYS = 3;

/** The sample's last weeks and its next morning: what the app shows, on the page that explains it. */
export function SampleFigure({ today }: { readonly today: LocalDate }) {
  const outlook = useMemo(() => computeSampleOutlook(today), [today]);
  if (outlook === null) return null;
  const { forecast, low, high } = outlook;
  return (
    <div className={styles.figure}>
      <Figure
        title={text.figureTitle}
        finding={text.figureFinding(formatNumber(forecast, 1), formatNumber(low, 1), formatNumber(high, 1))}
        table={<MorningsTable mornings={outlook.mornings} today={today} />}
        level={2}
      >
        <Plot outlook={outlook} />
        <div className={styles.axis} aria-hidden="true">
          <span>{text.figureStart}</span>
          <span>{text.figureEnd}</span>
        </div>
      </Figure>
      <p className={styles.note}>{text.figureNote}</p>
    </div>
  );
}

function MorningsTable({
  mornings,
  today,
}: {
  readonly mornings: readonly number[];
  readonly today: LocalDate;
}) {
  const rows = mornings
    .map((value, i) => ({ date: addDays(today, i + 1 - mornings.length), value }))
    .reverse();
  return (
    <DataTable
      caption={text.figureTitle}
      captionHidden
      rows={rows}
      rowKey={({ date }) => date}
      empty=""
      columns={[
        { key: 'date', header: text.figureDate, rowHeader: true, cell: ({ date }) => formatDay(date) },
        {
          key: 'value',
          header: text.figureValue,
          align: 'end',
          cell: ({ value }) => formatNumber(value, 1),
        },
      ]}
    />
  );
}

function Plot({ outlook }: { readonly outlook: SampleOutlook }) {
  const { mornings, forecast, low, high } = outlook;
  const present = mornings.filter(Number.isFinite);
  const bottom = Math.floor(Math.min(low, ...present)) - 1;
  const top = Math.ceil(Math.max(high, ...present)) + 1;
  const width = mornings.length - 1 + AHEAD_DAYS;
  const across = (day: number) => (100 * day) / width;
  const down = (value: number) => (100 * (top - value)) / (top - bottom);
  const ticks = [bottom + 1, Math.round((bottom + top) / 2), top - 1];
  const ahead = { left: `${String(across(width - 1))}%` };
  return (
    <div className={styles.plot}>
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ top: `${String(down(tick))}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <div
        className={styles.field}
        role="img"
        aria-label={text.figureDescription(
          formatNumber(mornings.length),
          formatNumber(Math.min(...present)),
          formatNumber(Math.max(...present)),
        )}
      >
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={styles.drawing}>
          {ticks.map((tick) => (
            <path key={tick} d={`M0 ${String(down(tick))}H100`} className={styles.grid} />
          ))}
          <path d={drawLine(mornings, across, down)} className={styles.line} />
        </svg>
        <span
          className={styles.range}
          style={{ ...ahead, top: `${String(down(high))}%`, height: `${String(down(low) - down(high))}%` }}
        />
        <span className={styles.point} style={{ ...ahead, top: `${String(down(forecast))}%` }} />
      </div>
    </div>
  );
}

/** Lifts the pen where a morning is missing. */
function drawLine(
  mornings: readonly number[],
  across: (day: number) => number,
  down: (value: number) => number,
): string {
  let drawing = false;
  return mornings
    .map((value, day) => {
      if (!Number.isFinite(value)) {
        drawing = false;
        return '';
      }
      const command = drawing ? 'L' : 'M';
      drawing = true;
      return `${command}${across(day).toFixed(2)} ${down(value).toFixed(2)}`;
    })
    .join('');
}
