/**
 * `npm run evaluate -- FILE... [--metric rhr|hrv|both] [--preset standard|compact] [--no-nutrition] [--window N] [--json OUT]`
 * Runs the app's own importers, features, training and scoring in Node, for every person in the files who has enough
 * days, and prints what came of it, whatever it says.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { BASELINE_NAMES } from '#core/baselines.ts';
import { deriveTimeline } from '#core/derive-days.ts';
import type { Contribution, DayRecord } from '#core/day-record.ts';
import type { Evaluation, ScoredDay } from '#core/evaluation.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { localDateOfInstant } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { NO_PRIORITY } from '#core/source-order.ts';
import { PRESETS, type PresetName, type TrainingConfig } from '#core/training-config.ts';
import { parseFiles } from '#importers/registry.ts';
import type { PersonResult, PersonTask } from './evaluate-person.ts';

interface Case {
  readonly person: string;
  readonly metric: Metric;
  readonly records: readonly DayRecord[];
}

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    metric: { type: 'string', default: 'both' },
    preset: { type: 'string', default: 'standard' },
    window: { type: 'string' },
    seed: { type: 'string' },
    'no-nutrition': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

if (files.length === 0) {
  console.error(
    'Usage: npm run evaluate -- FILE... [--metric rhr|hrv|both] [--preset standard|compact] [--json OUT]',
  );
  process.exit(1);
}

function chooseConfig(): TrainingConfig {
  const preset = PRESETS[options.preset as PresetName];
  return {
    ...preset,
    windowDays: options.window === undefined ? preset.windowDays : Number(options.window),
    seed: options.seed === undefined ? preset.seed : Number(options.seed),
    useNutrition: !options['no-nutrition'],
  };
}

async function readPeople(): Promise<Map<string, readonly DayRecord[]>> {
  const timeZone = 'UTC';
  const parsed = await parseFiles(
    files.map((path) => new File([readFileSync(path)], basename(path))),
    { timeZone, today: localDateOfInstant(Date.now(), timeZone) },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  const people = new Map<string, Contribution[]>();
  for (const file of parsed) {
    for (const problem of file.problems)
      console.log(`${file.fileName}: ${problem.message} (${String(problem.count)})`);
    for (const { person, contributions } of file.people) {
      const name = person ?? 'person';
      people.set(name, [...(people.get(name) ?? []), ...contributions]);
    }
  }
  return new Map(
    [...people].map(([name, contributions]) => [
      name,
      deriveTimeline(
        contributions.map((contribution, sequence) => ({ ...contribution, importId: 'evaluate', sequence })),
        NO_PRIORITY,
      ),
    ]),
  );
}

function chooseMetrics(records: readonly DayRecord[]): readonly Metric[] {
  const days = (metric: Metric): number =>
    records.filter((record) => record.values[METRICS[metric].field] !== undefined).length;
  const hrv: Metric = days('hrvRmssd') >= days('hrvSdnn') ? 'hrvRmssd' : 'hrvSdnn';
  const asked: readonly Metric[] =
    options.metric === 'rhr'
      ? ['restingHeartRate']
      : options.metric === 'hrv'
        ? [hrv]
        : ['restingHeartRate', hrv];
  return asked.filter((metric) => days(metric) > 0);
}

/** Hands the cases to one child process per core; results in the order of the cases. */
async function runAll(cases: readonly Case[], config: TrainingConfig): Promise<readonly PersonResult[]> {
  const results: PersonResult[] = [];
  let next = 0;
  const feed = (child: ChildProcess): void => {
    const current = cases[next];
    if (current === undefined) {
      child.disconnect();
      return;
    }
    const { metric, records } = current;
    const task: PersonTask = {
      id: next,
      request: { metric, records, config, engine: 'wasm', fingerprint: fingerprintRecords(records) },
    };
    next += 1;
    child.send(task);
  };
  await Promise.all(
    Array.from(
      { length: Math.min(availableParallelism(), cases.length) },
      () =>
        new Promise<void>((resolve, reject) => {
          const child = fork(new URL('./evaluate-person.ts', import.meta.url), {
            execArgv: ['--import', 'tsx'],
            serialization: 'advanced',
          });
          child.on('message', (result: PersonResult) => {
            results[result.id] = result;
            const { person = '', metric = '' } = cases[result.id] ?? {};
            console.log(`${person} ${metric}: ${describeResult(result)}`);
            feed(child);
          });
          child.on('exit', () => {
            resolve();
          });
          child.on('error', reject);
          feed(child);
        }),
    ),
  );
  return results;
}

function describeResult(result: PersonResult): string {
  if (!result.ok) return `left out. ${result.reason}`;
  const { network, bestBaseline, baselines, verdict, served } = result.evaluation;
  const columns = BASELINE_NAMES.map((name) => `${name} ${baselines[name].mae.toFixed(3)}`);
  return [
    `n ${String(network.n)}`,
    `network ${network.mae.toFixed(3)}`,
    `best baseline ${bestBaseline.mae.toFixed(3)}`,
    ...columns,
    verdict,
    `served ${served}`,
    `best epoch ${String(result.epochs)}`,
    `${result.seconds.toFixed(0)} s`,
  ].join(', ');
}

interface Pooled {
  readonly people: number;
  readonly n: number;
  readonly mae: { readonly [name: string]: number };
  /** Geometric mean over people of MAE / MAE of the best past-chosen baseline. */
  readonly ratioToPast: { readonly [name: string]: number };
  readonly coverage: { readonly [level: string]: { readonly n: number; readonly share: number } };
}

function poolResults(evaluations: readonly Evaluation[]): Pooled {
  const days = evaluations.flatMap((evaluation) => evaluation.days);
  const meanError = (of: readonly ScoredDay[], pick: (day: ScoredDay) => number): number =>
    of.reduce((sum, day) => sum + Math.abs(pick(day) - day.actual), 0) / of.length;
  const forecasters: [string, (day: ScoredDay) => number][] = [
    ['network', (day) => day.network],
    ['networkMorning', (day) => day.networkMorning],
    ['bestBaseline', (day) => day.bestBaseline],
    ...BASELINE_NAMES.map((name): [string, (day: ScoredDay) => number] => [
      name,
      (day) => day.baselines[name],
    ]),
  ];
  const ratio = (pick: (day: ScoredDay) => number): number => {
    const logs = evaluations.map((evaluation) =>
      Math.log(meanError(evaluation.days, pick) / meanError(evaluation.days, (day) => day.bestBaseline)),
    );
    return Math.exp(logs.reduce((sum, each) => sum + each, 0) / logs.length);
  };
  const levels = [0.5, 0.8, 0.9].map((level) => {
    const figures = evaluations.flatMap((each) => each.coverage.filter((figure) => figure.level === level));
    const n = figures.reduce((sum, figure) => sum + figure.n, 0);
    const covered = figures.reduce((sum, figure) => sum + figure.covered, 0);
    return [String(level), { n, share: covered / n }] as const;
  });
  return {
    people: evaluations.length,
    n: days.length,
    mae: Object.fromEntries(forecasters.map(([name, pick]) => [name, meanError(days, pick)])),
    ratioToPast: Object.fromEntries(forecasters.map(([name, pick]) => [name, ratio(pick)])),
    coverage: Object.fromEntries(levels),
  };
}

const config = chooseConfig();
const people = await readPeople();
const cases = [...people].flatMap(([person, records]) =>
  chooseMetrics(records).map((metric) => ({ person, metric, records })),
);
console.log(`${String(people.size)} people, ${String(cases.length)} series, preset ${options.preset}`);
const results = await runAll(cases, config);
const report: Record<string, unknown> = { config };
for (const metric of new Set(cases.map((each) => each.metric))) {
  const evaluations = results.flatMap((result) =>
    result.ok && cases[result.id]?.metric === metric ? [result.evaluation] : [],
  );
  if (evaluations.length === 0) continue;
  const pooled = poolResults(evaluations);
  report[metric] = {
    pooled,
    people: results.flatMap((result) =>
      cases[result.id]?.metric === metric ? [{ ...result, person: cases[result.id]?.person }] : [],
    ),
  };
  console.log(`\n${METRICS[metric].label}, ${String(pooled.people)} people, ${String(pooled.n)} scored days`);
  console.table(
    Object.fromEntries(
      Object.keys(pooled.mae).map((name) => [
        name,
        {
          [`MAE (${METRICS[metric].unit})`]: Number(pooled.mae[name]?.toFixed(3)),
          'ratio to best baseline': Number(pooled.ratioToPast[name]?.toFixed(3)),
        },
      ]),
    ),
  );
  console.table(pooled.coverage);
}
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(report, null, 2));
