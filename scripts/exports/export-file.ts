/** One file of a made-up export. */
export interface ExportFile {
  /** With the folders it has in the vendor's zip. */
  readonly path: string;
  readonly text: string;
}

/** A CSV cell, quoted where it must be. */
export function quoteCell(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows as a CSV whose every line ends, as the vendors write it. */
export function writeCsv(rows: readonly (readonly string[])[], lineEnd = '\n'): string {
  return rows.map((cells) => cells.map(quoteCell).join(',') + lineEnd).join('');
}
