import { describeNumber, type BenchFigures } from './figures.ts';

interface Target {
  readonly what: string;
  readonly measured: number | undefined;
  readonly atMost: number;
  readonly unit?: 'ms';
}

/** A Markdown table of what the engines are to reach, beside what they did; without what was not measured. */
export function describeTargets(figures: BenchFigures): string {
  const rows = listTargets(figures).flatMap(({ what, measured, atMost, unit = '' }) =>
    measured === undefined || Number.isNaN(measured)
      ? []
      : [
          [
            what,
            describeMeasured(measured, unit),
            describeLimit(atMost, unit),
            measured <= atMost ? 'yes' : 'no',
          ],
        ],
  );
  if (rows.length === 0) return '';
  const head = [
    ['', 'measured', 'at most', 'reached'],
    ['---', '--:', '--:', '---'],
  ];
  return [...head, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function listTargets(figures: BenchFigures): readonly Target[] {
  const { trainBatchMs: batch, firstBatchMs, drawsPerBatch, whatIfMs, fullTrainingMs } = figures;
  const layers = Object.entries(batch).flatMap(([name, ms]) => (name.startsWith('tf-layers-') ? [ms] : []));
  const bestLayers = layers.length === 0 ? undefined : Math.min(...layers);
  return [
    { what: 'wasm batch / best tf.layers batch', measured: divide(batch.wasm, bestLayers), atMost: 1 / 15 },
    { what: 'wasm batch / PyTorch batch', measured: divide(batch.wasm, batch.pytorch), atMost: 2.5 },
    {
      what: 'webgl batch / tf.layers WebGL batch',
      measured: divide(batch.webgl, batch['tf-layers-webgl']),
      atMost: 0.6,
    },
    { what: 'first webgl batch', measured: firstBatchMs.webgl, atMost: 5000, unit: 'ms' },
    { what: 'draw calls of a webgl batch', measured: drawsPerBatch.webgl, atMost: 450 },
    { what: 'what-if, both metrics', measured: whatIfMs.wasm, atMost: 16, unit: 'ms' },
    { what: 'full training, both metrics', measured: fullTrainingMs.wasm, atMost: 90_000, unit: 'ms' },
    { what: 'import, first progress', measured: figures.importFirstProgressMs, atMost: 300, unit: 'ms' },
    { what: 'import, cancel', measured: figures.importCancelMs, atMost: 300, unit: 'ms' },
    { what: 'longest task while training', measured: figures.longestTaskMs, atMost: 50, unit: 'ms' },
  ];
}

function divide(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function describeMeasured(value: number, unit: string): string {
  if (unit === 'ms' && value === 0) return 'under 50 ms';
  return `${value < 10 && unit === '' ? value.toFixed(3) : describeNumber(value)} ${unit}`.trim();
}

function describeLimit(value: number, unit: string): string {
  return value < 0.1 ? `1/${(1 / value).toFixed(0)}` : `${String(value)} ${unit}`.trim();
}
