import type { LighthouseScores } from './lighthouse.ts';

/** What `npm run bench` measures; times in milliseconds, by name of engine or library. */
export interface BenchFigures {
  readonly trainBatchMs: Record<string, number>;
  readonly trainBatchP90Ms: Record<string, number>;
  readonly firstBatchMs: Record<string, number>;
  readonly drawsPerBatch: Record<string, number>;
  readonly fullTrainingMs: Record<string, number>;
  readonly predictMs: Record<string, number>;
  readonly whatIfMs: Record<string, number>;
  /** MB of XML per second from a zip to day records, by format or parser. */
  readonly importMBps: Record<string, number>;
  /** From the drop until bytes are reported as read; NaN before it was measured. */
  importFirstProgressMs: number;
  /** From cancelling an import until nothing of it runs any more; NaN before it was measured. */
  importCancelMs: number;
  /** Of the main thread during a whole training; 0 below the 50 ms that browsers report from, NaN before it was measured. */
  longestTaskMs: number;
  lighthouse: readonly LighthouseScores[];
  readonly environment: Record<string, string | number>;
}

/** Value at share `p` of the sorted values, the upper of two neighbours; NaN without values. */
export function takeQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

const COLUMNS = [
  ['ms per batch', 'trainBatchMs'],
  ['p90', 'trainBatchP90Ms'],
  ['first batch', 'firstBatchMs'],
  ['draw calls', 'drawsPerBatch'],
  ['predict', 'predictMs'],
  ['what-if', 'whatIfMs'],
  ['full training', 'fullTrainingMs'],
  ['import MB/s', 'importMBps'],
] as const;

/** A Markdown table, one row per engine or library, and what they were measured on. */
export function describeFigures(figures: BenchFigures): string {
  const names = new Set(COLUMNS.flatMap(([, key]) => Object.keys(figures[key])));
  const rows = [
    ['', ...COLUMNS.map(([title]) => title)],
    ['---', ...COLUMNS.map(() => '--:')],
    ...[...names].map((name) => [name, ...COLUMNS.map(([, key]) => describeNumber(figures[key][name]))]),
  ];
  const facts = Object.entries(figures.environment).map(([name, value]) => `${name}: ${String(value)}`);
  return [...rows.map((cells) => `| ${cells.join(' | ')} |`), '', ...facts].join('\n');
}

/** Short: whole from 100 on, one decimal below; empty where there is none. */
export function describeNumber(value: number | undefined): string {
  if (value === undefined) return '';
  if (value >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(1);
}
