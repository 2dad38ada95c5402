import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { countOf, whereOf, type ProblemKind } from './problem-log.ts';

/** The sentences about a tidy daily CSV. */

function rejected(code: string, describe: ProblemKind['describe']): ProblemKind {
  return { code, severity: 'rejected', describe };
}

function note(code: string, describe: ProblemKind['describe']): ProblemKind {
  return { code, severity: 'note', describe };
}

/** "was left out, on line 17" or "were left out, first on line 17". */
function leftOut(count: number, firstLine: number | null): string {
  const where = firstLine === null ? '' : `, ${count === 1 ? '' : 'first '}on line ${String(firstLine)}`;
  return `${count === 1 ? 'was' : 'were'} left out${where}.`;
}

export function outOfRange(field: DayField): ProblemKind {
  const { min, max } = DAY_FIELDS[field];
  return rejected('outOfRange', (count, line) => {
    const range = min < 0 ? `${String(min)} to ${String(max)}` : `${String(min)}-${String(max)}`;
    return `${field}: ${countOf(count, 'value')} outside ${range} ${leftOut(count, line)}`;
  });
}

export function notANumber(field: DayField): ProblemKind {
  return rejected(
    'notANumber',
    (count, line) => `${field}: ${countOf(count, 'cell')} without a readable number ${leftOut(count, line)}`,
  );
}

export const BAD_DATE = rejected('badDate', (count, line) => {
  const rows = `${countOf(count, 'row')} without a date like 2025-11-24 ${leftOut(count, line)}`;
  return `${rows} Dates must be written year-month-day.`;
});

export const FUTURE_DATE = rejected(
  'futureDate',
  (count, line) => `${countOf(count, 'row')} with a date in the future ${leftOut(count, line)}`,
);

export const ANCIENT_DATE = rejected(
  'ancientDate',
  (count, line) => `${countOf(count, 'row')} with a date before 1990 ${leftOut(count, line)}`,
);

export const CUT_OFF_ROW = rejected(
  'cutOffRow',
  (_count, line) =>
    `The file ends in the middle of its last row, which ${leftOut(1, line)} If rows are missing, export it again.`,
);

export const OPEN_QUOTE = rejected('openQuote', (_count, line) => {
  const where = line === null ? '' : ` on line ${String(line)}`;
  return `A quotation mark${where} is never closed: everything from there on was left out. If rows are missing, export the file again.`;
});

export const REPEATED_DAY = note('repeatedDay', (count, line) => {
  const rows = `${countOf(count, 'row')} with a date that came before`;
  return `${rows}${whereOf(count, line)}: the later row was taken.`;
});

export const UNKNOWN_HRV_METHOD = note('unknownHrvMethod', (count, line) => {
  const cells = `hrvMethod: ${countOf(count, 'cell')} other than "night", "deep-sleep" or "spot"`;
  return `${cells} ${leftOut(count, line)}`;
});

export const EXTRA_CELLS = note('extraCells', (count, line) => {
  const rows = countOf(count, 'row');
  return `${rows}${whereOf(count, line)} with more cells than columns: what is beyond the columns was left out.`;
});

const NAMES_SHOWN = 10;

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => `"${name.slice(0, 60)}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${String(more)} more` : shown.join(', ');
}

export function unknownColumns(names: readonly string[]): ProblemKind {
  const verb = names.length === 1 ? 'is not known and was' : 'are not known and were';
  return note(
    'unknownColumns',
    () => `${countOf(names.length, 'column')} ${verb} left out: ${listNames(names)}.`,
  );
}

export function repeatedColumns(names: readonly string[]): ProblemKind {
  return note(
    'repeatedColumns',
    () => `Of columns with the same name the first was taken: ${listNames(names)}.`,
  );
}
