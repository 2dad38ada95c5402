import { useState } from 'react';
import { DAY_FIELD_NAMES, DAY_FIELDS } from '#core/day-record.ts';
import { guidesMessages as text, IMPORT_GUIDES, type ImportGuide } from '../messages/guides.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { saveTextFile } from '../ui/save-file.ts';
import styles from './Guides.module.css';

/** How to get each export that can be read, one below the other, and what cannot be read yet. */
export function Guides() {
  return (
    <div>
      <ul className={styles.guides}>
        {IMPORT_GUIDES.map((guide) => (
          <li key={guide.id} className={styles.entry}>
            <Disclosure summary={guide.name}>
              <Guide guide={guide} />
            </Disclosure>
          </li>
        ))}
      </ul>
      <p className={styles.notYet}>
        <strong>{text.notYetTitle}.</strong> {text.notYet}
      </p>
    </div>
  );
}

function Guide({ guide }: { readonly guide: ImportGuide }) {
  return (
    <article className={styles.guide} aria-label={guide.name}>
      <p className={styles.what}>{guide.what}</p>
      <ol className={styles.steps}>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <dl className={styles.facts}>
        <dt>{text.takes}</dt>
        <dd>{guide.takes}</dd>
        <dt>{text.arrives}</dt>
        <dd>{guide.arrives}</dd>
        <dt>{text.reads}</dt>
        <dd>{guide.reads}</dd>
      </dl>
      {guide.extras === 'tidyCsv' && <TidyCsvExtras />}
    </article>
  );
}

function TidyCsvExtras() {
  const [failed, setFailed] = useState(false);
  const download = async () => {
    try {
      const { writeExampleCsv } = await import('./example-csv.ts');
      saveTextFile('pulsecast-example.csv', writeExampleCsv());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className={styles.extras}>
      <div>
        <Button
          onClick={() => {
            void download();
          }}
        >
          {text.example}
        </Button>
      </div>
      {failed && <Notice tone="error">{text.exampleFailed}</Notice>}
      <Disclosure summary={text.columnsSummary(COLUMN_ROWS.length)}>
        <ColumnTable />
      </Disclosure>
    </div>
  );
}

interface ColumnRow {
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  readonly range: string;
}

const COLUMN_ROWS: readonly ColumnRow[] = [
  { name: 'date', meaning: text.dateMeaning, unit: text.dateUnit, range: '' },
  ...DAY_FIELD_NAMES.map((name) => {
    const { label, unit, min, max } = DAY_FIELDS[name];
    return { name, meaning: label, unit, range: text.fromTo(formatNumber(min), formatNumber(max)) };
  }),
  { name: 'source', meaning: text.sourceMeaning, unit: text.textUnit, range: '' },
  {
    name: 'hrvMethod',
    meaning: text.hrvMethodMeaning,
    unit: text.textUnit,
    range: 'night, deep-sleep, spot',
  },
  { name: 'person', meaning: text.personMeaning, unit: text.textUnit, range: '' },
];

function ColumnTable() {
  return (
    <DataTable
      caption={text.columnsCaption}
      captionHidden
      maxHeight={400}
      rows={COLUMN_ROWS}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: text.column, rowHeader: true, cell: ({ name }) => <code>{name}</code> },
        { key: 'meaning', header: text.meaning, cell: ({ meaning }) => meaning },
        { key: 'unit', header: text.unit, cell: ({ unit }) => unit, nowrap: true },
        { key: 'range', header: text.range, cell: ({ range }) => range },
      ]}
    />
  );
}
