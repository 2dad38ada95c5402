/**
 * `npm run inspect -- FILE... [--json OUT] [--csv OUT] [--zone ZONE]`
 * Reads exports with the importers of the app and tells what is in them: per file the format, the days, counts and
 * medians per metric, and what was left out and why. Folders are walked. `--csv` writes the tidy daily CSV of all files
 * together, which must be one person's. Exit code 1 only where nothing could be read.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { DayRecord } from '#core/day-record.ts';
import { deriveTimeline } from '#core/derive-days.ts';
import { NO_PRIORITY } from '#core/source-order.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { localDateOfInstant, type LocalDate } from '#core/local-date.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { parseFiles } from '#importers/registry.ts';
import { collectFiles } from './inspect/collect-files.ts';
import { describeFields, describeParsedFile } from './inspect/describe-file.ts';
import { countOf, formatFields, formatFile } from './inspect/print-figures.ts';

const USAGE = 'Usage: npm run inspect -- FILE... [--json OUT] [--csv OUT] [--zone ZONE]';

interface Options {
  readonly paths: readonly string[];
  readonly json: string | undefined;
  readonly csv: string | undefined;
  /** IANA name. */
  readonly zone: string;
  readonly today: LocalDate;
}

/** A sentence where the command line cannot be followed. */
function readOptions(): Options | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'string' }, csv: { type: 'string' }, zone: { type: 'string' } },
    });
    if (positionals.length === 0) return USAGE;
    const zone = values.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const today = localDateOfInstant(Date.now(), zone);
    return { paths: positionals, json: values.json, csv: values.csv, zone, today };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

/** The days of all files, which are one person's; null where they name several people. */
function mergeFiles(files: readonly ParsedFile[]): readonly DayRecord[] | null {
  const people = files.flatMap((file) => file.people);
  if (new Set(people.map(({ person }) => person ?? '')).size > 1) return null;
  const contributions = people.flatMap((person, sequence) =>
    person.contributions.map((each) => ({ ...each, importId: String(sequence), sequence })),
  );
  return deriveTimeline(contributions, NO_PRIORITY);
}

async function inspect({ paths, json, csv, zone, today }: Options): Promise<boolean> {
  const { files, faults } = await collectFiles(paths);
  for (const fault of faults) console.error(fault);
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  const parsed = files.length === 0 ? [] : await parseFiles(files, { timeZone: zone, today }, control);
  const figures = parsed.map(describeParsedFile);
  for (const file of figures) console.log(`${formatFile(file)}\n`);
  const merged = mergeFiles(parsed);
  const readable = figures.filter(({ people }) => people.length > 0);
  if (merged === null) console.error('The files name several people, so their days were not put together.');
  else if (readable.length > 1) {
    console.log(
      ['All files together', countOf(merged.length, 'day'), ...formatFields(describeFields(merged))].join(
        '\n  ',
      ),
    );
  }
  const timeline = merged === null ? null : { days: merged.length, fields: describeFields(merged) };
  if (json !== undefined) {
    await writeFile(json, `${JSON.stringify({ zone, today, faults, files: figures, timeline }, null, 2)}\n`);
  }
  if (csv !== undefined && merged !== null && merged.length > 0) await writeFile(csv, writeTidyCsv(merged));
  if (readable.length === 0) console.error('Nothing in there could be read.');
  return readable.length > 0;
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 1;
} else if (!(await inspect(options))) process.exitCode = 1;
