import type { CsvRecord } from '../csv-records.ts';

/** The blocks of the CSV that fitbit.com gave out, told apart by their columns: titles and names are translated. */
export type BlockKind = 'body' | 'foods' | 'activities' | 'sleep';

/** Columns of a block: `Body` has date, weight, BMI and fat; older files have no sleep stages. */
const BLOCK_WIDTHS: readonly (readonly [number, BlockKind])[] = [
  [2, 'foods'],
  [4, 'body'],
  [10, 'activities'],
  [6, 'sleep'],
  [9, 'sleep'],
];

const ENGLISH_TITLES = /^(body|foods|activities|sleep)$/i;
const FOOD_LOG_TITLE = /(\d{4})(\d{2})(\d{2})$/;
const DATE_START = /^\s*"?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/;

/**
 * A title, a header, and a row that begins with a date, as no table without blocks begins. Where the title is not
 * English one block must have many columns, or a second one must follow.
 */
export function isWebsiteCsv(text: string): boolean {
  const lines = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .filter((line) => line.replaceAll(/[",;\t\s]/g, '') !== '');
  const blocks = lines.flatMap((_line, index) => describeBlock(lines.slice(index, index + 3)) ?? []);
  const [first] = blocks;
  if (first === undefined || describeBlock(lines.slice(0, 3)) === null) return false;
  return ENGLISH_TITLES.test(first.title) || blocks.length > 1 || first.width >= 9;
}

/** What three lines begin, null where it is no block. */
function describeBlock([title = '', header = '', row = '']: readonly string[]): {
  readonly title: string;
  readonly width: number;
} | null {
  const [name = '', ...others] = title.split(/[,;\t]/);
  const width = header.split(/[,;\t]/).length;
  const titled = others.every((cell) => cell.trim() === '') && !DATE_START.test(title);
  const dated = DATE_START.test(row) && !DATE_START.test(header);
  if (!titled || !dated || kindOfWidth(width) === null) return null;
  return { title: name.replaceAll('"', '').trim(), width };
}

function kindOfWidth(width: number): BlockKind | null {
  return BLOCK_WIDTHS.find(([columns]) => columns === width)?.[1] ?? null;
}

/** A row of a block, or of the totals of one day's food log. */
export type BlockRow =
  | { readonly kind: BlockKind; readonly cells: readonly string[]; readonly line: number }
  | {
      readonly kind: 'foodTotal';
      /** `YYYY-MM-DD`. */
      readonly date: string;
      readonly name: string;
      readonly amount: string;
      readonly line: number;
    };

/** The rows under the titles and headers. A spreadsheet that saved the file anew fills rows up with empty cells. */
export function splitBlocks(records: readonly CsvRecord[]): readonly BlockRow[] {
  const rows: BlockRow[] = [];
  let block: BlockKind | null = null;
  let foodDate: string | null = null;
  for (let index = 0; index < records.length; index++) {
    const record = records[index];
    if (record === undefined) break;
    const cells = withoutTail(record.cells);
    const next = withoutTail(records[index + 1]?.cells ?? []);
    const foodLog = cells.length === 1 ? FOOD_LOG_TITLE.exec(cells[0]?.trim() ?? '') : null;
    if (foodLog !== null) {
      foodDate = foodLog.slice(1, 4).join('-');
      block = null;
    } else if (cells.length === 1 && kindOfWidth(next.length) !== null && !DATE_START.test(next[0] ?? '')) {
      block = kindOfWidth(next.length);
      foodDate = null;
      index += 1;
    } else if (block !== null) rows.push({ kind: block, cells, line: record.line });
    else if (foodDate !== null && cells.length === 3) {
      const [, name = '', amount = ''] = cells;
      rows.push({ kind: 'foodTotal', date: foodDate, name: name.trim(), amount, line: record.line });
    }
  }
  return rows;
}

function withoutTail(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}
