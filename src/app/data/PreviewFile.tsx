import { useId } from 'react';
import { DAY_FIELD_NAMES, DAY_FIELDS } from '#core/day-record.ts';
import type { ParsedFile, PersonDays } from '#core/import-types.ts';
import { earlierDate, laterDate } from '#core/local-date.ts';
import { messages } from '../messages/en.ts';
import {
  listTargets,
  personKey,
  targetKey,
  type ImportChoices,
  type ImportSetting,
  type ImportTarget,
} from '../state/import-choices.ts';
import { chooseTarget } from '../state/import-job.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { formatBytes, formatDateRange, formatList, formatNumber, UNKNOWN } from '../ui/format.ts';
import styles from './ImportPreview.module.css';
import { ProblemList } from './ProblemList.tsx';

const text = messages.data;

/** Named in the preview; a file may hold some fifty. */
const METRICS_NAMED = 8;

export interface PreviewFileProps {
  readonly file: ParsedFile;
  readonly fileIndex: number;
  readonly choices: ImportChoices;
  readonly setting: ImportSetting;
  readonly disabled: boolean;
}

/** One file of the preview that has days: what it is, what it holds, what was skipped and why, and whose days go where. */
export function PreviewFile({ file, fileIndex, choices, setting, disabled }: PreviewFileProps) {
  const headingId = useId();
  return (
    <li className={styles.file} aria-labelledby={headingId}>
      <div className={styles.name}>
        <h3 id={headingId}>{file.fileName}</h3>
        <span className={styles.size}>{formatBytes(file.byteLength)}</span>
      </div>
      <Facts file={file} />
      {file.problems.length > 0 && <ProblemList problems={file.problems} />}
      <PeopleTable
        file={file}
        fileIndex={fileIndex}
        choices={choices}
        setting={setting}
        disabled={disabled}
      />
    </li>
  );
}

function Facts({ file }: { readonly file: ParsedFile }) {
  const { people } = file;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{text.format}</dt>
        <dd>{file.formatLabel}</dd>
      </div>
      <div>
        <dt>{text.days}</dt>
        <dd>{formatNumber(people.reduce((sum, { dayCount }) => sum + dayCount, 0))}</dd>
      </div>
      <div>
        <dt>{text.dates}</dt>
        <dd>
          {formatDateRange(
            people.map(({ from }) => from).reduce(earlierDate),
            people.map(({ to }) => to).reduce(laterDate),
          )}
        </dd>
      </div>
      <div>
        <dt>{text.rows}</dt>
        <dd>{text.rowsRead(file.rowsRead, file.rowsRejected)}</dd>
      </div>
      <div className={styles.wide}>
        <dt>{text.metrics}</dt>
        <dd>{describeMetrics(people)}</dd>
      </div>
    </dl>
  );
}

function describeMetrics(people: readonly PersonDays[]): string {
  const labels = DAY_FIELD_NAMES.filter((field) =>
    people.some(({ fieldCounts }) => (fieldCounts[field] ?? 0) > 0),
  );
  const named = labels.slice(0, METRICS_NAMED).map((field) => DAY_FIELDS[field].label);
  const rest = labels.length - named.length;
  if (labels.length === 0) return UNKNOWN;
  return rest > 0 ? `${named.join(', ')} ${text.moreMetrics(rest)}` : formatList(named);
}

function PeopleTable({ file, fileIndex, choices, setting, disabled }: PreviewFileProps) {
  const rows = file.people.map((person, index) => ({ person, key: personKey(fileIndex, index) }));
  return (
    <DataTable
      caption={text.peopleCaption(file.fileName)}
      captionHidden
      stacked
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'person',
          header: text.person,
          rowHeader: true,
          cell: ({ person }) => person.person ?? text.unnamedPerson,
        },
        { key: 'days', header: text.days, align: 'end', cell: ({ person }) => formatNumber(person.dayCount) },
        { key: 'dates', header: text.dates, cell: ({ person }) => formatDateRange(person.from, person.to) },
        {
          key: 'target',
          header: text.goesTo,
          cell: ({ person, key }) => (
            <TargetChoice
              person={person.person}
              chosen={choices[key] ?? { kind: 'leaveOut' }}
              setting={setting}
              disabled={disabled}
              onChoose={(target) => {
                chooseTarget(key, target);
              }}
            />
          ),
        },
      ]}
    />
  );
}

interface TargetChoiceProps {
  readonly person: string | null;
  readonly chosen: ImportTarget;
  readonly setting: ImportSetting;
  readonly disabled: boolean;
  readonly onChoose: (target: ImportTarget) => void;
}

function TargetChoice({ person, chosen, setting, disabled, onChoose }: TargetChoiceProps) {
  const targets = listTargets(person, setting);
  return (
    <select
      className={styles.target}
      aria-label={text.goesToFor(person ?? text.unnamedPerson)}
      value={targetKey(chosen)}
      disabled={disabled}
      onChange={(event) => {
        const target = targets.find((candidate) => targetKey(candidate) === event.target.value);
        if (target !== undefined) onChoose(target);
      }}
    >
      {targets.map((target) => (
        <option key={targetKey(target)} value={targetKey(target)}>
          {describeTarget(target, setting)}
        </option>
      ))}
    </select>
  );
}

function describeTarget(target: ImportTarget, { profiles }: ImportSetting): string {
  switch (target.kind) {
    case 'profile':
      return text.toProfile(profiles.find(({ id }) => id === target.id)?.name ?? UNKNOWN);
    case 'new':
      return text.toNew(target.name);
    case 'leaveOut':
      return text.leaveOut;
  }
}
