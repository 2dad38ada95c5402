import { quoteCell } from './export-file.ts';

export interface ExcelSave {
  /** "Unicode text" is UTF-16 with TABs; "CSV UTF-8" begins with a byte order mark. */
  readonly as: 'utf8Bom' | 'utf16Tab';
  /** `european`: `;` between cells, decimal commas, dates such as 06.03.2025. `american`: 3/6/2025. */
  readonly locale: 'american' | 'european';
}

/** What a spreadsheet makes of a CSV that was opened in it and saved again: the values are the same, not much else. */
export function resaveFromExcel(text: string, { as, locale }: ExcelSave): Uint8Array<ArrayBuffer> {
  const european = locale === 'european';
  const delimiter = as === 'utf16Tab' ? '\t' : european ? ';' : ',';
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => splitCells(line).map((cell) => quoteFor(convertCell(cell, european), delimiter)));
  const saved = lines.map((cells) => `${cells.join(delimiter)}\r\n`).join('');
  return as === 'utf16Tab' ? encodeUtf16(saved) : new TextEncoder().encode(`\ufeff${saved}`);
}

/** Cells of a line without line ends inside quotes. */
function splitCells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function convertCell(cell: string, european: boolean): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(cell) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    return european ? `${day}.${month}.${year}` : `${String(Number(month))}/${String(Number(day))}/${year}`;
  }
  return european && /^-?\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell;
}

function quoteFor(cell: string, delimiter: string): string {
  return cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : quoteCell(cell);
}

function encodeUtf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let index = 0; index < text.length; index++)
    view.setUint16(2 + 2 * index, text.charCodeAt(index), true);
  return bytes;
}
