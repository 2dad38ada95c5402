import { useEffect, useRef, useState, type Key, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers are `end`. */
  readonly align?: 'start' | 'end';
  /** The cell that names the row (`<th scope="row">`); at most one column. */
  readonly rowHeader?: boolean;
  /** Stands before the value where rows are stacked; a header that is text does so by itself. */
  readonly label?: string;
  /** Keep the cell on one line. */
  readonly nowrap?: boolean;
}

export interface DataTableProps<Row> {
  /** Accessible name of the table. */
  readonly caption: string;
  /** Hide the caption where a heading above says the same. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
  /** Marks one row, for example the active version. */
  readonly isMarked?: (row: Row) => boolean;
  /** Shown in one cell over all columns where there is no row. */
  readonly empty?: ReactNode;
  /** Largest height in px before the table scrolls inside itself, with the header kept in view. */
  readonly maxHeight?: number;
  /**
   * On a phone, draw each row as a block of labelled values instead of scrolling sideways: for short tables whose
   * rows have buttons.
   */
  readonly stacked?: boolean;
}

/** Said explicitly: browsers drop the roles of a table whose parts are laid out as blocks (`stacked`). */
const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A semantic table in a container that scrolls by itself and takes the focus only when there is something to scroll. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    captionHidden = false,
    columns,
    rows,
    rowKey,
    isMarked,
    empty,
    maxHeight,
    stacked = false,
  } = props;
  const { ref, overflows } = useOverflow();
  const scroll = overflows ? { tabIndex: 0, role: 'group', 'aria-label': `${caption}, scrollable` } : {};
  return (
    <div
      ref={ref}
      {...scroll}
      className={classNames(styles.scroll, overflows && styles.overflows)}
      style={maxHeight === undefined ? undefined : { maxHeight }}
    >
      <table {...ROLES.table} className={classNames(styles.table, stacked && styles.stacked)}>
        <caption className={captionHidden ? 'visually-hidden' : styles.caption}>
          <span>{caption}</span>
        </caption>
        <thead {...ROLES.rowgroup}>
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <th key={column.key} scope="col" {...ROLES.columnheader} className={alignment(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.rowgroup}>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              {...ROLES.row}
              className={isMarked?.(row) === true ? styles.marked : undefined}
            >
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && empty !== undefined && (
            <tr {...ROLES.row}>
              <td {...ROLES.cell} colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function BodyCell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const className = classNames(alignment(column), column.nowrap === true && styles.nowrap);
  if (column.rowHeader === true) {
    return (
      <th scope="row" {...ROLES.rowheader} className={className}>
        {column.cell(row)}
      </th>
    );
  }
  const label = column.label ?? (typeof column.header === 'string' ? column.header : undefined);
  return (
    <td {...ROLES.cell} data-label={label} className={className}>
      {column.cell(row)}
    </td>
  );
}

function alignment<Row>(column: Column<Row>): string | undefined {
  return column.align === 'end' ? styles.end : undefined;
}

function useOverflow() {
  const ref = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      setOverflows(
        element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { ref, overflows };
}
