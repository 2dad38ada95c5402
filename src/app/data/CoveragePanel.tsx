import { useMemo, useState } from 'react';
import { DAY_FIELDS, type DayField, type DayRecord } from '#core/day-record.ts';
import { countFoodDays } from '#core/food-days.ts';
import { messages } from '../messages/en.ts';
import { useUnits } from '../state/units.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Figure } from '../ui/Figure.tsx';
import {
  formatCount,
  formatDate,
  formatDateRange,
  formatFieldValue,
  formatNumber,
  formatPercent,
} from '../ui/format.ts';
import { measureCoverage, type CellSize, type Coverage, type FieldCoverage } from './coverage.ts';
import styles from './CoveragePanel.module.css';

const text = messages.data;

const CELL_TEXT: { readonly [Size in CellSize]: string } = {
  day: text.perDay,
  week: text.perWeek,
  month: text.perMonth,
};

/** Shown before "Show all": what a forecast leans on most. */
const MAIN_FIELDS: ReadonlySet<DayField> = new Set<DayField>([
  'restingHeartRateBpm',
  'hrvRmssdMs',
  'hrvSdnnMs',
  'sleepMinutes',
  'respiratoryRateBrpm',
  'steps',
  'workoutMinutes',
  'weightKg',
  'energyIntakeKcal',
  'alcoholDrinks',
]);

/** Which days have which values, as one strip of cells per value. */
export function CoveragePanel({ records }: { readonly records: readonly DayRecord[] }) {
  const coverage = useMemo(() => measureCoverage(records), [records]);
  const [all, setAll] = useState(false);
  if (coverage === null) return null;
  const { from, to, days, fields, cell } = coverage;
  const main = fields.filter(({ field }) => MAIN_FIELDS.has(field));
  const shown = all || main.length === 0 ? fields : main;
  return (
    <div className={styles.panel}>
      <Figure
        level={2}
        title={text.coverageTitle}
        finding={`${text.coverageFinding(days, formatDateRange(from, to), fields.length)} ${CELL_TEXT[cell]}.`}
        table={<CoverageTable coverage={coverage} />}
      >
        <ul className={styles.strips}>
          {shown.map((field) => (
            <Strip key={field.field} coverage={field} days={days} />
          ))}
        </ul>
        <div className={styles.axis} aria-hidden="true">
          <span>{formatDate(from)}</span>
          <span>{formatDate(to)}</span>
        </div>
        {main.length > 0 && main.length < fields.length && (
          <Button
            size="small"
            aria-expanded={all}
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? text.showFewFields : text.showAllFields(fields.length)}
          </Button>
        )}
      </Figure>
      <PartialFood records={records} />
    </div>
  );
}

function PartialFood({ records }: { readonly records: readonly DayRecord[] }) {
  const { logged, partial } = useMemo(() => countFoodDays(records), [records]);
  if (partial === 0) return null;
  return <p className={styles.remark}>{text.partialFood(partial, logged)}</p>;
}

function Strip({ coverage, days }: { readonly coverage: FieldCoverage; readonly days: number }) {
  const { field, shares } = coverage;
  const { label } = DAY_FIELDS[field];
  return (
    <li className={styles.row}>
      <span className={styles.label}>{label}</span>
      <div
        role="img"
        aria-label={text.coverageOf(label, coverage.days, days)}
        className={styles.strip}
        style={{ gridTemplateColumns: `repeat(${String(shares.length)}, 1fr)`, color: hueOf(field) }}
      >
        {shares.map((share, index) => (
          // Cells have no identity but their place.
          <span key={index} className={styles.cell} style={{ opacity: shadeOf(share) }} />
        ))}
      </div>
      <span className={styles.count} aria-hidden="true">
        {text.daysOf(coverage.days, days)}
      </span>
    </li>
  );
}

function hueOf(field: DayField): string {
  if (field === 'restingHeartRateBpm') return 'var(--rhr)';
  return field === 'hrvRmssdMs' || field === 'hrvSdnnMs' ? 'var(--hrv)' : 'var(--baseline)';
}

/** An empty cell vanishes; one day of a month must still be seen. */
function shadeOf(share: number): number {
  return share === 0 ? 0 : 0.25 + 0.75 * share;
}

function CoverageTable({ coverage }: { readonly coverage: Coverage }) {
  const units = useUnits();
  return (
    <DataTable
      caption={text.coverageTitle}
      captionHidden
      maxHeight={480}
      rows={coverage.fields}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', header: text.field, rowHeader: true, cell: ({ field }) => DAY_FIELDS[field].label },
        { key: 'days', header: text.daysWithValue, align: 'end', cell: ({ days }) => formatNumber(days) },
        {
          key: 'share',
          header: text.share,
          align: 'end',
          cell: ({ days }) => formatPercent(days / coverage.days),
        },
        { key: 'first', header: text.first, nowrap: true, cell: ({ first }) => formatDate(first) },
        { key: 'last', header: text.last, nowrap: true, cell: ({ last }) => formatDate(last) },
        {
          key: 'latest',
          header: text.latest,
          align: 'end',
          nowrap: true,
          cell: ({ field, latest }) => formatFieldValue(field, latest, units),
        },
        {
          key: 'gap',
          header: text.longestGap,
          align: 'end',
          cell: ({ longestGapDays }) => formatCount(longestGapDays, 'day'),
        },
      ]}
    />
  );
}
