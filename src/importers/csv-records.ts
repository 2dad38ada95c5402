import Papa from 'papaparse';

/** Column separators that are recognised. */
export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Line on which the record begins, from 1. */
  readonly line: number;
}

/** How the records ended. */
export type CsvEnd =
  /** `cutOff`: the text ends without a line end, and the last record may be incomplete. */
  | { readonly kind: 'end'; readonly cutOff: boolean }
  /** A quote that was opened in the record of this line is never closed; the record is left out. */
  | { readonly kind: 'openQuote'; readonly line: number }
  /** The record that begins on this line is longer than `MAX_RECORD_LENGTH`; reading stopped there. */
  | { readonly kind: 'tooLong'; readonly line: number };

/** Characters of one record. A row of real data has hundreds; only what is no CSV comes near. */
export const MAX_RECORD_LENGTH = 4 * 1024 * 1024;

/**
 * The records of a CSV, as they become complete: one array per piece of text. Blank lines are left out but counted.
 * @param pieces text with `\n` line ends, as `readText` gives it
 */
export async function* readCsvRecords(
  pieces: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<readonly CsvRecord[], CsvEnd> {
  let pending = '';
  let line = 1;
  // A record that stays incomplete is looked at again only when the text has doubled, or long ones cost the square.
  let worthParsing = 0;
  for await (const piece of pieces) {
    pending += piece;
    if (pending.length < worthParsing) continue;
    const { rows, consumed } = parseCsv(pending, delimiter, true);
    pending = pending.slice(consumed);
    worthParsing = rows.length === 0 ? Math.min(2 * pending.length, MAX_RECORD_LENGTH + 1) : 0;
    const records = numberRecords(rows, line);
    line = records.nextLine;
    if (records.list.length > 0) yield records.list;
    if (pending.length > MAX_RECORD_LENGTH) return { kind: 'tooLong', line };
  }
  const last = parseCsv(pending, delimiter, false);
  const complete = last.openQuote ? last.rows.slice(0, -1) : last.rows;
  const records = numberRecords(complete, line);
  if (records.list.length > 0) yield records.list;
  if (last.openQuote) return { kind: 'openQuote', line: records.nextLine };
  return { kind: 'end', cutOff: pending !== '' && !pending.endsWith('\n') };
}

interface ParsedText {
  readonly rows: readonly (readonly string[])[];
  /** Characters of the rows; the rest is an incomplete record. */
  readonly consumed: number;
  /** True where the last row ends inside quotes. */
  readonly openQuote: boolean;
}

/** What the low-level parser answers; its own typing says `any`. */
interface ParserAnswer {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string }[];
  readonly meta: { readonly cursor: number };
}

function parseCsv(text: string, delimiter: Delimiter, moreFollows: boolean): ParsedText {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  const { data, errors, meta } = parser.parse(text, 0, moreFollows) as ParserAnswer;
  const openQuote = errors.some(({ code }) => code === 'MissingQuotes');
  return { rows: data, consumed: meta.cursor, openQuote };
}

function numberRecords(
  rows: readonly (readonly string[])[],
  firstLine: number,
): { list: CsvRecord[]; nextLine: number } {
  const list: CsvRecord[] = [];
  let line = firstLine;
  for (const cells of rows) {
    if (cells.some((cell) => cell.trim() !== '')) list.push({ cells, line });
    line += 1;
    for (const cell of cells) line += countLineEnds(cell);
  }
  return { list, nextLine: line };
}

/** Line ends inside a quoted cell. */
function countLineEnds(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The separator that occurs most outside quotes in the first line that is not blank; a comma where none does. */
export function sniffDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>();
  let inQuotes = false;
  let started = false;
  for (const character of text) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === '\n' && !inQuotes && started) break;
    if (character.trim() !== '') started = true;
    if (!inQuotes) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}

/** The cells of the first line of `text` that is not blank. The text may end anywhere. */
export function readHeaderCells(text: string): readonly string[] {
  const { rows } = parseCsv(text, sniffDelimiter(text), false);
  const header = rows.find((cells) => cells.some((cell) => cell.trim() !== ''));
  return (header ?? []).map((cell) => cell.trim());
}
