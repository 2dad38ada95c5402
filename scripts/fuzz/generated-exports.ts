import type { DayRecord } from '#core/day-record.ts';
import { testPersona } from '#core/personas/sample.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { writeWhoopExport } from '#importers/whoop/whoop-export.fixture.ts';

export interface GeneratedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface GeneratedExport {
  /** Id of the importer that it is for. */
  readonly format: string;
  /** Which of the traps of the format it holds. */
  readonly variant: string;
  readonly files: readonly GeneratedFile[];
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function encode(files: readonly TextFile[]): readonly GeneratedFile[] {
  return files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) }));
}

/** Five weeks: short, so that most damage hits something that matters. */
const DAYS = 35;

/** Small exports of one persona in every format, with the traps of each. */
export function generateExports(): readonly GeneratedExport[] {
  const records: readonly DayRecord[] = testPersona().records.slice(0, DAYS);
  const nap = records.slice(9, 10).map(({ date }) => date);
  return [
    {
      format: 'tidy-csv',
      variant: 'plain',
      files: encode([{ path: 'days.csv', text: writeTidyCsv(records) }]),
    },
    {
      format: 'whoop',
      variant: 'English',
      files: encode(writeWhoopExport(records, { napsOn: nap, unwornEvery: 9, openNewest: true })),
    },
    {
      format: 'whoop',
      variant: 'Spanish, saved again',
      files: encode(writeWhoopExport(records, { language: 'es', resaved: true, olderStrap: true })),
    },
    {
      format: 'whoop',
      variant: 'another language',
      files: encode(writeWhoopExport(records, { language: 'unknown' })),
    },
  ];
}
