import { toDayNumber, type LocalDate } from '#core/local-date.ts';
import type { Units } from './units.ts';

const MS_PER_DAY = 86_400_000;

/** How dates and numbers look in one place. Names of days and months are English, as all texts are. */
export interface LocaleFormat {
  /** "Tue 24 Nov"; "Tue Nov 24" where months come first. */
  readonly day: (date: LocalDate) => string;
  /** "Tue 24 Nov 2026". */
  readonly dayWithYear: (date: LocalDate) => string;
  /** "24 Nov 2026"; "Nov 24, 2026" where months come first. */
  readonly date: (date: LocalDate) => string;
  /** "24 Nov". */
  readonly shortDate: (date: LocalDate) => string;
  /** An instant in the browser's own zone: "24 Nov 2026, 07:41". */
  readonly instant: (epochMs: number, clock: Units['clock']) => string;
  /** Finite; a fixed count of decimals, with separators of thousands. */
  readonly number: (value: number, decimals: number) => string;
  /** A finite number as it is typed: at most so many decimals, no separators of thousands. */
  readonly typed: (value: number, decimals: number) => string;
  /** The number of a typed text, with the decimal sign of the place or a point; null where it is none. */
  readonly parseNumber: (text: string) => number | null;
}

export function createLocaleFormat(locale: string): LocaleFormat {
  const dates = createDateFormat(locale);
  // Digits are Latin everywhere, as in the English sentences around them.
  const latin = { numberingSystem: 'latn' } as const;
  const separators = findSeparators(new Intl.NumberFormat(locale, latin));
  return {
    ...dates,
    number: (value, decimals) =>
      new Intl.NumberFormat(locale, {
        ...latin,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(value),
    typed: (value, decimals) =>
      new Intl.NumberFormat(locale, {
        ...latin,
        maximumFractionDigits: decimals,
        useGrouping: false,
      }).format(value),
    parseNumber: (text) => parseNumber(text, separators),
  };
}

/** "07:41" and "7:41 am". */
const TIMES: { readonly [Clock in Units['clock']]: Intl.DateTimeFormatOptions } = {
  '24 h': { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  '12 h': { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
};

type DateFormat = Pick<LocaleFormat, 'day' | 'dayWithYear' | 'date' | 'shortDate' | 'instant'>;

/** Browsers carry English for few places, so the order is looked up and the words are taken from English. */
function createDateFormat(locale: string): DateFormat {
  const order = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' })
    .formatToParts(0)
    .map(({ type }) => type);
  const isMonthFirst = order.indexOf('month') < order.indexOf('day');
  const english = isMonthFirst ? 'en-US' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions): ((date: LocalDate) => string) => {
    // Dates are calendar days: formatted in UTC from their day number, so that no time zone can move them.
    const formatter = new Intl.DateTimeFormat(english, { ...options, timeZone: 'UTC' });
    return (date) => formatter.format(toDayNumber(date) * MS_PER_DAY);
  };
  const weekday = format({ weekday: 'short' });
  const shortDate = format({ day: 'numeric', month: 'short' });
  const date = format({ day: 'numeric', month: 'short', year: 'numeric' });
  return {
    day: (each) => `${weekday(each)} ${shortDate(each)}`,
    dayWithYear: (each) => `${weekday(each)} ${date(each)}`,
    date,
    shortDate,
    instant: (epochMs, clock) => {
      const onDate = new Intl.DateTimeFormat(english, { dateStyle: 'medium' }).format(epochMs);
      const at = new Intl.DateTimeFormat('en-GB', TIMES[clock]).format(epochMs);
      return `${onDate}, ${at}`;
    },
  };
}

interface Separators {
  readonly decimal: string;
  readonly group: string;
}

function findSeparators(format: Intl.NumberFormat): Separators {
  const parts = format.formatToParts(1_234_567.5);
  const find = (type: Intl.NumberFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal'), group: find('group') };
}

/**
 * People type the decimal sign of their place, and a point where a keypad has no other. Where only one kind of sign is
 * there, it separates thousands if the place writes them so and three digits follow every one of them.
 */
function parseNumber(text: string, { decimal, group }: Separators): number | null {
  const bare = text.replaceAll(/[\s'’]/gu, '').replace('−', '-');
  const signs = bare.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  const isGroup =
    last !== undefined &&
    last !== decimal &&
    last === group &&
    signs.every((sign) => sign === last) &&
    /^-?\d{1,3}([.,]\d{3})+$/.test(bare);
  const plain =
    last === undefined || isGroup
      ? bare.replaceAll(/[.,]/g, '')
      : `${bare.slice(0, bare.lastIndexOf(last)).replaceAll(/[.,]/g, '')}.${bare.slice(bare.lastIndexOf(last) + 1)}`;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}
