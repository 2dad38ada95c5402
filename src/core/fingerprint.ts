import { DAY_FIELD_NAMES, type DayRecord } from './day-record.ts';

/**
 * A short name for exactly these days: 64-bit FNV-1a of their dates, values and completeness, 16 hex digits.
 * Equal for the same days in any order; sources do not count, since no forecast reads them. Not for security.
 * Source: Fowler, Noll, Vo, Eastlake, "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv.
 */
export function fingerprintRecords(records: readonly DayRecord[]): string {
  return hashText(
    [...records]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(describeRecord)
      .join('\n'),
  );
}

function describeRecord({ date, values, partial, hrvMethod, excluded }: DayRecord): string {
  const parts: string[] = [date, partial ? 'partial' : 'full', hrvMethod ?? ''];
  if (excluded) parts.push('excluded');
  for (const field of DAY_FIELD_NAMES) {
    const value = values[field];
    if (value !== undefined) parts.push(`${field}=${String(value)}`);
  }
  return parts.join(';');
}

/**
 * 64-bit FNV-1a of ASCII text. The prime is 2^40 + 0x1b3, so the product is a shift and a small multiplication: two
 * 32-bit halves in doubles, exact and some thirty times faster than `BigInt`.
 */
export function hashText(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ (text.charCodeAt(i) & 0xff)) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 4294967296) + low * 256) % 4294967296;
    low = product % 4294967296;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
