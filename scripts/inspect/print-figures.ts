import type { FieldFigures, FileFigures } from './describe-file.ts';

/** One file for people: what it is, a line per metric, and what was left out and why. */
export function formatFile(file: FileFigures): string {
  const lines = [`${file.fileName}: ${file.formatLabel}, ${formatBytes(file.byteLength)}`];
  for (const { person, days, from, to, partialDays, sources, fields } of file.people) {
    const who = person === null ? '' : `${person}: `;
    lines.push(`  ${who}${countOf(days, 'day')}, ${from} to ${to}, from ${formatSources(sources)}`);
    if (partialDays.length > 0) lines.push(`  unfinished when exported: ${partialDays.join(', ')}`);
    lines.push(...formatFields(fields).map((line) => `  ${line}`));
  }
  if (file.rowsRead > 0) {
    lines.push(`  ${formatCount(file.rowsRead)} rows read, ${formatCount(file.rowsRejected)} left out`);
  }
  lines.push(...file.problems.map(({ severity, message }) => `  ${severity}: ${message}`));
  return lines.join('\n');
}

const HEADER = ['metric', 'days', 'median', 'lowest', 'highest', 'unit'];

/** A table with columns as wide as their content. */
export function formatFields(fields: readonly FieldFigures[]): readonly string[] {
  const rows = fields.map(({ label, days, median, min, max, unit }) => [
    label,
    formatCount(days),
    ...[median, min, max].map(formatValue),
    unit,
  ]);
  const table = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export function countOf(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}

function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** Four digits say enough of a daily value. */
function formatValue(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

function formatSources(sources: { readonly [source: string]: number }): string {
  return Object.entries(sources)
    .map(([source, days]) => `${source} (${formatCount(days)})`)
    .join(', ');
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} bytes`;
  const inMegabytes = bytes >= 1024 ** 2;
  const size = bytes / (inMegabytes ? 1024 ** 2 : 1024);
  return `${size.toLocaleString('en', { maximumFractionDigits: 1 })} ${inMegabytes ? 'MiB' : 'KiB'}`;
}
