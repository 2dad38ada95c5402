import type { Delimiter } from './csv-records.ts';

/** What people and programs write where there is no value, in lower case. */
const PLACEHOLDERS = new Set(['', '-', '--', '—', 'n/a', 'na', 'null', 'nan', 'none', 'no data']);

export function isMissing(cell: string): boolean {
  return PLACEHOLDERS.has(cell.trim().toLowerCase());
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;
const COMMA_GROUPS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const POINT_GROUPS = /^[+-]?\d{1,3}(\.\d{3})+,\d+$|^[+-]?\d{1,3}(\.\d{3}){2,}$/;
/** Space, no-break space, narrow no-break space between thousands. */
const SPACES = /(?<=\d)[ \u00a0\u202f](?=\d{3})/g;

/**
 * The number in a cell, NaN where there is none. A comma is the decimal sign where `;` separates the columns, and
 * groups thousands where `,` does. In TAB-separated files both are usual: a comma before exactly three digits
 * ("8,012") could be either and is refused, every other comma is decimal.
 */
export function parseNumber(cell: string, delimiter: Delimiter): number {
  const trimmed = cell.trim();
  if (PLAIN.test(trimmed)) return toFinite(trimmed);
  const text = trimmed.replaceAll(SPACES, '');
  if (PLAIN.test(text)) return toFinite(text);
  if (delimiter === ',') return COMMA_GROUPS.test(text) ? toFinite(text.replaceAll(',', '')) : NaN;
  if (POINT_GROUPS.test(text)) return toFinite(text.replaceAll('.', '').replace(',', '.'));
  if (delimiter === '\t' && COMMA_GROUPS.test(text)) {
    return text.includes('.') ? toFinite(text.replaceAll(',', '')) : NaN;
  }
  return DECIMAL_COMMA.test(text) ? toFinite(text.replace(',', '.')) : NaN;
}

/** "1e999" is written like a number and is none. */
function toFinite(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : NaN;
}
