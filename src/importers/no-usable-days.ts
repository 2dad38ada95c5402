import type { Problem } from '#core/import-types.ts';

/** Why the tables of a vendor gave no day at all. */
export function describeNoUsableDays(
  { rowsRead, rowsRejected }: { readonly rowsRead: number; readonly rowsRejected: number },
  vendor: string,
): Problem {
  const fatal = (code: string, message: string): Problem => ({ code, message, count: 1, severity: 'fatal' });
  if (rowsRead === 0) {
    return fatal('headerOnly', 'There are columns but no rows. Export again for days with data.');
  }
  if (rowsRejected < rowsRead) {
    return fatal('noValues', 'No row holds a value that can be used. Export again for days with data.');
  }
  return fatal(
    'noUsableRow',
    `No row could be used. Export the file again from ${vendor}, and import it as it comes.`,
  );
}
