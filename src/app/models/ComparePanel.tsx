import { useMemo, useState, type ReactNode } from 'react';
import { compareOnSameDays, type ComparedFigures } from '#core/compare-versions.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { compareMessages as text, comparisonSentence, versionName } from '../messages/models.ts';
import type { Versions } from '../state/versions.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/Field.tsx';
import { UNKNOWN, formatMetric } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { ComparedLosses } from './ComparedLosses.tsx';
import { chooseRivals, rivalsOf, type Rivals } from './choose-rivals.ts';
import styles from './models.module.css';
import { findDifferences, findInputChanges } from './version-differences.ts';

const LEVEL = 0.8;

/** Two versions of one metric side by side. */
export function ComparePanel({ versions }: { readonly versions: Versions }): ReactNode {
  const [asked, setAsked] = useState<{ readonly first?: string; readonly second?: string }>({});
  const rivals = chooseRivals(versions, asked);
  if (rivals === null) {
    return (
      <Panel title={text.title}>
        <p className={styles.muted}>{text.onlyOne}</p>
      </Panel>
    );
  }
  const { first, second } = rivals;
  return (
    <Panel title={text.title} lead={text.lead}>
      <div className={styles.rivals}>
        <VersionField
          label={text.first}
          chosen={first}
          among={versions.all.filter((each) => rivalsOf(versions, each).length > 0)}
          onChoose={(id) => {
            setAsked({ first: id });
          }}
        />
        <VersionField
          label={text.second}
          chosen={second}
          among={rivalsOf(versions, first)}
          onChoose={(id) => {
            setAsked({ first: first.id, second: id });
          }}
        />
      </div>
      <Comparison key={`${first.id} ${second.id}`} {...rivals} />
    </Panel>
  );
}

interface VersionFieldProps {
  readonly label: string;
  readonly chosen: ModelVersion;
  readonly among: readonly ModelVersion[];
  readonly onChoose: (id: string) => void;
}

function VersionField({ label, chosen, among, onChoose }: VersionFieldProps): ReactNode {
  return (
    <SelectField
      label={label}
      value={chosen.id}
      onChange={(event) => {
        onChoose(event.target.value);
      }}
    >
      {among.map((version) => (
        <option key={version.id} value={version.id}>
          {versionName(version)}
        </option>
      ))}
    </SelectField>
  );
}

interface FigureRow {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

function Comparison({ first, second }: Rivals): ReactNode {
  const { metric } = first;
  const [one, other] = [first.description.evaluation, second.description.evaluation];
  // The newer version's reading of the days counts.
  const swapped = first.createdAt > second.createdAt;
  const result = useMemo(
    () => (swapped ? compareOnSameDays(other, one, LEVEL) : compareOnSameDays(one, other, LEVEL)),
    [one, other, swapped],
  );
  const [older, newer] = swapped ? [second, first] : [first, second];
  const names = { first: older.version, second: newer.version };
  const figures = swapped ? [result.second, result.first] : [result.first, result.second];
  const rows: FigureRow[] = FIGURES.map(({ label, show }) => {
    const [left, right] = figures.map((each) => show(each, (value) => formatMetric(metric, value, 2)));
    return { label, first: left ?? UNKNOWN, second: right ?? UNKNOWN };
  });
  rows.push({ label: text.served, first: servedBy(first), second: servedBy(second) });
  return (
    <>
      <p>{comparisonSentence(metric, names, result)}</p>
      <DataTable
        caption={text.figures}
        columns={sideColumns(text.figure, first, second)}
        rows={rows}
        rowKey={(row) => row.label}
      />
      <ComparedLosses first={first} second={second} />
      <Differences first={first} second={second} />
    </>
  );
}

const FIGURES: readonly {
  readonly label: string;
  readonly show: (figures: ComparedFigures, inUnit: (value: number) => string) => string;
}[] = [
  { label: text.mae, show: ({ mae }, inUnit) => inUnit(mae) },
  {
    label: text.held,
    show: ({ covered, ranged }) => (ranged === 0 ? UNKNOWN : `${String(covered)} of ${String(ranged)}`),
  },
  { label: text.width, show: ({ meanWidth }, inUnit) => inUnit(meanWidth) },
];

function servedBy({ description }: ModelVersion): string {
  return description.evaluation.served === 'network' ? text.servedNetwork : text.servedBaseline;
}

function sideColumns(
  header: string,
  first: ModelVersion,
  second: ModelVersion,
): readonly Column<FigureRow>[] {
  return [
    { key: 'label', header, rowHeader: true, cell: (row) => row.label },
    { key: 'first', header: first.version, cell: (row) => row.first },
    { key: 'second', header: second.version, cell: (row) => row.second },
  ];
}

function Differences({ first, second }: Rivals): ReactNode {
  const differences = findDifferences(first.description, second.description);
  const { added, removed } = findInputChanges(first.description, second.description);
  if (differences.length === 0) return <p>{text.same}</p>;
  return (
    <>
      <DataTable
        caption={text.differences}
        columns={sideColumns(text.setting, first, second)}
        rows={differences}
        rowKey={(row) => row.label}
      />
      {removed.length > 0 && <OnlyIn version={first} inputs={removed} />}
      {added.length > 0 && <OnlyIn version={second} inputs={added} />}
    </>
  );
}

function OnlyIn({
  version,
  inputs,
}: {
  readonly version: ModelVersion;
  readonly inputs: readonly string[];
}): ReactNode {
  return (
    <p className={styles.muted}>
      {text.added(version.version)}: {inputs.join(', ')}.
    </p>
  );
}
