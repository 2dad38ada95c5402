/** Texts about how good a training was: the result on Train and the details under Models. */
export const evaluationMessages = {
  comparison: 'The network and every simple forecast on the same days',
  forecaster: 'Forecast',
  network: 'Network',
  networkNote: 'this training',
  networkMorning: 'Network, in the morning',
  networkMorningNote: 'with your usual behaviours in place of the day’s',
  bestBaseline: 'Best simple forecast',
  bestBaselineNote: 'chosen each day on the past alone',
  mae: 'MAE',
  rmse: 'RMSE',
  r2: 'R²',
  mape: 'MAPE',
  mase: 'MASE',
  bias: 'Bias',
  n: 'n',
  figuresNote: (unit: string) =>
    `MAE, RMSE and bias in ${unit}. MAE is the typical miss; lower is better. R² against the running mean.`,
  gate: 'Classic gate',
  gatePassed: 'passed',
  gateMissed: 'not passed',
  gateText: 'R² above 0.5 and MAPE below 15 %. Shown for comparison; it decides nothing.',
  coverage: 'How often the truth fell inside the ranges',
  range: 'Range',
  measured: 'Measured',
  wilson: '95 % interval',
  width: 'Mean width',
  coverageNone: 'Too few errors came before the scored days to make ranges.',
  hitsTitle: 'Hits and misses by date',
  hitsLabel: 'Measured values, forecasts and ranges by date',
  date: 'Date',
  actual: 'Measured',
  forecast: 'Forecast',
  low: 'From',
  high: 'To',
  result: 'Result',
  inside: 'inside',
  outside: 'outside',
  settings: 'Settings, seed, engine and time',
  leftOut: 'Left out',
  facts: {
    days: 'Days',
    windows: 'Windows',
    scoredDays: 'Scored days',
    bestEpoch: 'Best epoch',
    time: 'Time',
    fingerprint: 'Data fingerprint',
  },
  windowCounts: (learn: number, stop: number) => `${String(learn)} to learn, ${String(stop)} to stop`,
  scoredDays: (scored: number, fitted: number, stopping: number) =>
    `${String(scored)} after ${String(fitted)} + ${String(stopping)}`,
  bestEpoch: (best: number, epochs: number, stopped: boolean) =>
    `${String(best)} of ${String(epochs)}${stopped ? ', stopped by you' : ''}`,
  curves: 'Loss curves of this training',
} as const;

/** What became of a training whose loss was no number any more; null where it always was one. */
export function divergedSentence(divergedAt: number | null): string | null {
  if (divergedAt === null) return null;
  return `Training ended in epoch ${String(divergedAt)}, when its numbers grew without bound; the best epoch before it was kept.`;
}

/** "88 of 110 days fell inside the 80 % range." */
export function hitSentence(inside: number, n: number, level: number): string {
  const percent = `${String(Math.round(level * 100))} %`;
  if (n === 0) return `No day with a ${percent} range has been scored.`;
  const share = `${String(Math.round((inside / n) * 100))} %`;
  return `${String(inside)} of ${String(n)} ${n === 1 ? 'day' : 'days'} fell inside the ${percent} range (${share}).`;
}
