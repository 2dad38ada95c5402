import * as v from 'valibot';
import { err, ok, type Result } from '#core/result.ts';

/**
 * Rows that come back from the disk are checked, never trusted: an older or newer version of the page, another
 * program or a failing disk may have written them.
 */
export interface RowProblem {
  /** `tooNew`: reload to get the page that wrote it. `tooOld`: no longer readable. `corrupt`: not what was written. */
  readonly kind: 'tooNew' | 'tooOld' | 'corrupt';
  /** One sentence. */
  readonly message: string;
}

export interface RowFormat<T> {
  /** What a row is, in words. */
  readonly name: string;
  /** The schema number this code writes and reads. */
  readonly schema: number;
  readonly shape: v.GenericSchema<unknown, T>;
}

/** The row as a value of its type, without the schema number and without keys that the type does not know. */
export function readRow<T>(format: RowFormat<T>, row: unknown): Result<T, RowProblem> {
  const found = schemaOf(row);
  if (found === null) return err(corrupt(format, 'it carries no schema number'));
  if (found > format.schema) {
    const message = `This ${format.name} was written by a newer version of Pulsecast (schema ${String(found)}, this one reads ${String(format.schema)}). Reload the page to get the newer version.`;
    return err({ kind: 'tooNew', message });
  }
  if (found < format.schema) {
    const message = `This ${format.name} was written by an older version of Pulsecast (schema ${String(found)}, this one reads ${String(format.schema)}) and can no longer be read.`;
    return err({ kind: 'tooOld', message });
  }
  const checked = v.safeParse(format.shape, row, { abortEarly: true });
  if (checked.success) return ok(checked.output);
  const issue = checked.issues[0];
  return err(corrupt(format, `${v.getDotPath(issue) ?? 'the row'}: ${issue.message}`));
}

/** The rows that can be read, in the given order. */
export function readRows<T>(format: RowFormat<T>, rows: readonly unknown[]): readonly T[] {
  return rows.flatMap((row) => {
    const read = readRow(format, row);
    return read.ok ? [read.value] : [];
  });
}

function schemaOf(row: unknown): number | null {
  if (typeof row !== 'object' || row === null || !('schema' in row)) return null;
  return typeof row.schema === 'number' && Number.isInteger(row.schema) ? row.schema : null;
}

function corrupt(format: RowFormat<unknown>, detail: string): RowProblem {
  return { kind: 'corrupt', message: `This ${format.name} is damaged (${detail}).` };
}
