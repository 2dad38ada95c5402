/**
 * `npm run fuzz [-- --cases N] [--seed N] [--format ID]`
 * Damages generated exports of every format in N ways each (default 2,000) and reads them as the app does. Prints per
 * format how many cases there were, how many crashed or gave an answer that cannot be, and the longest time of one.
 * Exit code 1 where any did; the seed of the first ones is printed, `--seed` and `--cases 1` run it again.
 */
import { parseArgs } from 'node:util';
import { generateExports, type GeneratedExport } from './fuzz/generated-exports.ts';
import { runCase } from './fuzz/run-case.ts';

interface Figures {
  cases: number;
  faults: number;
  gaveDays: number;
  longestMs: number;
  totalMs: number;
}

const FAULTS_SHOWN = 3;

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
  },
});

async function fuzzFormat(
  exports: readonly GeneratedExport[],
  cases: number,
  seed: number,
): Promise<Figures> {
  const figures: Figures = { cases: 0, faults: 0, gaveDays: 0, longestMs: 0, totalMs: 0 };
  for (let i = 0; i < cases; i++) {
    const exported = exports[(seed + i) % exports.length];
    if (exported === undefined) break;
    const { milliseconds, fault, gaveDays } = await runCase(exported, seed + i);
    figures.cases += 1;
    figures.gaveDays += Number(gaveDays);
    figures.totalMs += milliseconds;
    figures.longestMs = Math.max(figures.longestMs, milliseconds);
    if (fault === null) continue;
    figures.faults += 1;
    if (figures.faults <= FAULTS_SHOWN) {
      console.log(`${exported.format} (${exported.variant}), seed ${String(seed + i)}: ${fault}`);
    }
  }
  return figures;
}

let unseen = 0;
process.on('unhandledRejection', (reason) => {
  unseen += 1;
  console.log('A promise was rejected unseen:', reason);
});

const exports = generateExports();
const formats = [...new Set(exports.map(({ format }) => format))];
const table: Record<string, Record<string, number>> = {};
let faults = 0;
for (const format of formats) {
  if (options.format !== undefined && options.format !== format) continue;
  const own = exports.filter((exported) => exported.format === format);
  const figures = await fuzzFormat(own, Number(options.cases), Number(options.seed));
  faults += figures.faults;
  table[format] = {
    cases: figures.cases,
    faults: figures.faults,
    'gave days': figures.gaveDays,
    'mean ms': Math.round((10 * figures.totalMs) / figures.cases) / 10,
    'longest ms': Math.round(figures.longestMs),
  };
}
console.table(table);
console.log(`Promises rejected unseen: ${String(unseen)}.`);
console.log(`Memory at most: ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MiB.`);
if (faults + unseen > 0) process.exitCode = 1;
