import { DAY_FIELD_NAMES, type DayField } from '#core/day-record.ts';
import { TEXT_COLUMNS } from '#core/tidy-csv.ts';

export interface FieldColumn {
  readonly index: number;
  readonly field: DayField;
}

/** Which column of a file holds what. */
export interface TidyColumns {
  /** Null where there is none: then no row can be placed. */
  readonly date: number | null;
  readonly person: number | null;
  readonly source: number | null;
  readonly hrvMethod: number | null;
  readonly fields: readonly FieldColumn[];
  /** Names that mean nothing here, in file order. */
  readonly unknown: readonly string[];
  /** Known names that came up again; the first column of a name counts. */
  readonly repeated: readonly string[];
  /** Number of header cells, without empty ones at the end. */
  readonly width: number;
}

/** Spreadsheets and people change capitals, so they do not count. */
const FIELD_BY_NAME: ReadonlyMap<string, DayField> = new Map(
  DAY_FIELD_NAMES.map((field) => [field.toLowerCase(), field]),
);
const TEXT_BY_NAME: ReadonlyMap<string, keyof typeof TEXT_COLUMNS> = new Map(
  Object.values(TEXT_COLUMNS).map((name) => [name.toLowerCase(), name]),
);

export function findField(headerCell: string): DayField | undefined {
  return FIELD_BY_NAME.get(headerCell.trim().toLowerCase());
}

export function planColumns(header: readonly string[]): TidyColumns {
  const texts = new Map<string, number>();
  const fields = new Map<DayField, number>();
  const unknown: string[] = [];
  const repeated: string[] = [];
  let width = 0;
  for (const [index, cell] of header.entries()) {
    const name = cell.trim();
    if (name === '') continue;
    width = index + 1;
    const field = findField(name);
    const text = TEXT_BY_NAME.get(name.toLowerCase());
    if (field === undefined && text === undefined) unknown.push(name);
    else if ((field !== undefined && fields.has(field)) || (text !== undefined && texts.has(text)))
      repeated.push(name);
    else if (field !== undefined) fields.set(field, index);
    else if (text !== undefined) texts.set(text, index);
  }
  return {
    date: texts.get('date') ?? null,
    person: texts.get('person') ?? null,
    source: texts.get('source') ?? null,
    hrvMethod: texts.get('hrvMethod') ?? null,
    fields: [...fields].map(([field, index]) => ({ field, index })),
    unknown,
    repeated,
    width,
  };
}
