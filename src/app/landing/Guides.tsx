import { useState } from 'react';
import { DAY_FIELD_NAMES, DAY_FIELDS } from '#core/day-record.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { saveTextFile } from '../ui/save-file.ts';
import styles from './Guides.module.css';
import { BRANDS_TO_COME, IMPORT_GUIDES, type ImportGuide } from './guides.ts';

const text = messages.landing;

/** How to get each export that can be read, and what cannot be read yet. */
export function Guides() {
  return (
    <section aria-labelledby="guides-title" className={styles.section}>
      <div>
        <h2 id="guides-title">{text.guidesTitle}</h2>
        <p className={styles.muted}>{text.guidesLead}</p>
      </div>
      {IMPORT_GUIDES.map((guide) => (
        <Guide key={guide.id} guide={guide} />
      ))}
      <div className={styles.notYet}>
        <h3>{text.notYetTitle}</h3>
        <p className={styles.muted}>{text.notYet(formatList(BRANDS_TO_COME))}</p>
      </div>
    </section>
  );
}

function Guide({ guide }: { readonly guide: ImportGuide }) {
  return (
    <article className={styles.guide} aria-label={guide.name}>
      <div className={styles.intro}>
        <h3>{guide.name}</h3>
        <p>{guide.what}</p>
        <dl className={styles.facts}>
          <dt>{text.takes}</dt>
          <dd>{guide.takes}</dd>
          <dt>{text.needs}</dt>
          <dd>{guide.needs}</dd>
        </dl>
      </div>
      <ol className={styles.steps}>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
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
