import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPersona } from '#core/personas/sample.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { makeZip } from '#importers/zip.fixture.ts';
import { writeWhoopExport } from '#importers/whoop/whoop-export.fixture.ts';
import type { FileFigures } from './inspect/describe-file.ts';

const SCRIPT = new URL('./inspect.ts', import.meta.url).pathname;
const ROOT = new URL('..', import.meta.url).pathname;
const RECORDS = testPersona().records;

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  const exported = writeWhoopExport(RECORDS);
  const zip = await makeZip(exported.map(({ path, text }) => ({ path, content: text })));
  await writeFile(join(folder, 'whoop.zip'), zip);
  await writeFile(join(folder, 'broken.zip'), zip.subarray(0, 3000));
  await writeFile(join(folder, 'diary.txt'), 'Dear diary: a walk.\n');
  const weights = RECORDS.flatMap(({ date, values: { weightKg }, partial }) =>
    weightKg === undefined ? [] : [{ date, values: { weightKg }, sources: { weightKg: 'Scale' }, partial }],
  );
  await writeFile(join(folder, 'weights.csv'), writeTidyCsv(weights));
  await mkdir(join(folder, 'unpacked', 'my_whoop_data'), { recursive: true });
  for (const { path, text } of exported) await writeFile(join(folder, 'unpacked', path), text);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function inspect(...parameters: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const run = ['--import', 'tsx', SCRIPT, ...parameters];
    const child = execFile(process.execPath, run, { cwd: ROOT }, (_error, output, errors) => {
      resolve({ code: child.exitCode ?? -1, output, errors });
    });
  });
}

async function readJson(path: string): Promise<{
  zone: string;
  files: readonly FileFigures[];
  timeline: { days: number } | null;
}> {
  return JSON.parse(await readFile(path, 'utf8')) as Awaited<ReturnType<typeof readJson>>;
}

describe('npm run inspect', () => {
  it('tells format, days, medians and problems of an export, on paper and as JSON', async () => {
    const json = join(folder, 'out.json');
    const { code, output } = await inspect(
      join(folder, 'whoop.zip'),
      '--json',
      json,
      '--zone',
      'Europe/Berlin',
    );
    expect(code).toBe(0);
    expect(output).toContain('whoop.zip: WHOOP, ');
    expect(output).toMatch(/\d+ days, 2024-01-0\d to 2024-04-\d\d, from WHOOP \(\d+\)/);
    expect(output).toMatch(/Resting heart rate +\d+ +\d+.* bpm/);
    expect(output).toMatch(/rows read, 0 left out/);
    const { zone, files } = await readJson(json);
    expect(zone).toBe('Europe/Berlin');
    const heartRates = RECORDS.flatMap(({ values }) => values.restingHeartRateBpm ?? []).sort(
      (a, b) => a - b,
    );
    const field = files[0]?.people[0]?.fields.find((each) => each.field === 'restingHeartRateBpm');
    expect(field).toMatchObject({ days: heartRates.length, min: heartRates[0], max: heartRates.at(-1) });
    const middle = heartRates.length / 2;
    expect(field?.median).toBeCloseTo(
      ((heartRates[Math.floor(middle - 0.5)] ?? NaN) + (heartRates[Math.ceil(middle - 0.5)] ?? NaN)) / 2,
    );
  });

  it('writes the days of all files together as the tidy daily CSV, which reads back', async () => {
    const csv = join(folder, 'days.csv');
    const json = join(folder, 'together.json');
    const both = [join(folder, 'unpacked'), join(folder, 'weights.csv')];
    const { code, output } = await inspect(...both, '--csv', csv, '--json', json);
    expect(code).toBe(0);
    expect(output).toContain('All files together');
    const { files, timeline } = await readJson(json);
    expect(files.map(({ format }) => format)).toEqual(['whoop', 'tidy-csv']);
    const written = await readFile(csv, 'utf8');
    expect(written.split('\n')[0]).toMatch(/^date,restingHeartRateBpm,.*weightKg,.*source,hrvMethod$/);
    expect(written.trimEnd().split('\n')).toHaveLength((timeline?.days ?? 0) + 1);
    const again = await inspect(csv);
    expect(again.code).toBe(0);
    expect(again.output).toContain('Tidy daily CSV');
  });

  it('says what is wrong with a file in one sentence, and fails only where nothing could be read', async () => {
    const useless = [join(folder, 'broken.zip'), join(folder, 'diary.txt'), join(folder, 'nowhere.csv')];
    const nothing = await inspect(...useless);
    expect(nothing.code).toBe(1);
    expect(nothing.output).toMatch(/broken.zip: Not recognised.*\n +fatal: This zip is incomplete/);
    expect(nothing.output).toMatch(/diary.txt: .*\n +fatal: This text is not a table/);
    expect(nothing.errors).toContain('nowhere.csv: there is no such file.');
    expect(nothing.errors).toContain('Nothing in there could be read.');
    const some = await inspect(...useless, join(folder, 'weights.csv'));
    expect(some.code).toBe(0);
  });

  it('explains itself where it was called without a file, or with a zone that does not exist', async () => {
    expect(await inspect()).toMatchObject({ code: 1, output: '' });
    const { code, errors } = await inspect(join(folder, 'weights.csv'), '--zone', 'Mars/Olympus');
    expect(code).toBe(1);
    expect(errors).toMatch(/Mars\/Olympus[^]*Usage: npm run inspect/);
  });
});
