import type { Metric } from '#core/metric.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineReport, JobRecord, TrainingPhase, TrainingProgress } from '#core/training-job.ts';
import { formatDuration, formatInstant } from '../ui/format.ts';
import { faultSentence } from './common.ts';
import { metricInSentence, startOfLine } from './verdict.ts';

/** Texts of the Train screen. */
export const trainMessages = {
  title: 'Train',
  lead: 'Train a network on your own days, here in this tab. Nothing leaves this device.',
  setupTitle: 'What to train',
  metric: 'Metric',
  preset: 'Preset',
  presets: { standard: 'Standard', compact: 'Compact', custom: 'Custom' },
  presetHints: {
    standard:
      '2 LSTM layers of 128 units over 30 days. The full network: about a minute for two years of days.',
    compact: '1 LSTM layer of 16 units over 14 days. Trains in seconds to a minute, and is often as good.',
    custom: 'Your own settings, see below.',
  },
  useNutrition: 'Use nutrition',
  useNutritionHint: 'Calories, macros, alcohol, caffeine and meal times, where you log them.',
  advanced: 'Advanced',
  advancedLead: 'Every setting of the network and its training, within the ranges that make sense.',
  featureSet: 'Feature set',
  featureSets: { standard: 'Standard', 'classic-64': 'Classic 64' },
  target: 'Target',
  targets: {
    residual: 'Difference from the running mean (EWMA)',
    raw: 'The value itself (classic target)',
  },
  head: 'Head',
  heads: { mlp: 'Dense 64, 32, 1', linear: 'One dense unit' },
  invalidSettings: 'Correct the settings under Advanced first.',
  train: 'Train',
  trainBoth: 'Train both',
  requirementsTitle: 'What it needs',
  requirementsMet: (windows: number) =>
    `Everything is there: ${String(windows)} windows to learn from and to be scored on.`,
  requirementsUnmet: 'Something is missing before this can be trained.',
  requirementsLabel: 'Requirements',
  onlyReady: (metrics: string) => `Only ${metrics} can be trained now.`,
  enterNumber: (min: number, max: number) => `Enter a number between ${String(min)} and ${String(max)}.`,
  useWindows: (days: number) => `Use ${String(days)}-day windows`,
  withoutNutrition: 'Train without nutrition',
  runningTitle: 'Training',
  waiting: 'Waits until the other training is done',
  stop: 'Stop and keep best',
  stopping: 'Stopping…',
  cancel: 'Cancel',
  keepOpen:
    'It goes on while you look at other screens or other tabs. Keep this page open; on a phone, stay plugged in.',
  lossTitle: 'Loss curves',
  lossLabel: 'Training and validation loss by epoch',
  logScale: 'Log scale',
  pause: 'Pause updates',
  resume: 'Resume updates',
  epoch: 'Epoch',
  trainingLoss: 'Training',
  validationLoss: 'Validation',
  bestMark: 'best',
  epochTitle: (epoch: number, best: boolean) => `Epoch ${String(epoch)}${best ? ' (best so far)' : ''}`,
  noEpochYet: 'The first epoch has not ended yet.',
  noEpoch: 'No epoch has ended.',
  noUsableEpoch: (epochs: number) => `No epoch of ${String(epochs)} has a usable validation loss.`,
  lowestAt: (epoch: number, loss: string) => `Validation loss is lowest at epoch ${String(epoch)} (${loss})`,
  weightsKept: (lowest: string) => `${lowest}; those weights are kept.`,
  stillImproving: (lowest: string) => `${lowest}, the newest: still improving.`,
  noBetterFor: (lowest: string, epochs: number) =>
    `${lowest}; no better for ${epochs === 1 ? '1 epoch' : `${String(epochs)} epochs`}.`,
  resultTitle: 'Training result',
  seeVersion: (version: string) => `Version ${version} under Models`,
  seeForecast: 'See tomorrow’s forecast',
  dismiss: 'Close the result',
  jobsTitle: 'Earlier trainings that did not end',
  resumeJob: 'Resume',
  resumeAll: 'Resume both',
  discardJob: 'Discard',
} as const;

const PHASES: { readonly [Phase in TrainingPhase]: string } = {
  preparing: 'preparing the data',
  warmingUp: 'warming up the engine',
  training: 'training',
  scoring: 'scoring on days it never saw',
  saving: 'saving the version',
};

const STAGES = {
  evaluation: 'evaluation run (1 of 2)',
  final: 'final run (2 of 2)',
} as const;

export function stageLabel(stage: TrainingProgress['stage']): string {
  return STAGES[stage];
}

/** Where the training is: "Evaluation run (1 of 2): training, epoch 12 of at most 100". Null before it says anything. */
export function progressSentence(progress: TrainingProgress | null): string {
  if (progress === null) return 'Preparing the days and the engine';
  const epoch =
    progress.phase === 'training' && progress.epoch > 0
      ? `, epoch ${String(progress.epoch)} of at most ${String(progress.maxEpochs)}`
      : '';
  return `${startOfLine(STAGES[progress.stage])}: ${PHASES[progress.phase]}${epoch}`;
}

export function remainingSentence(progress: TrainingProgress | null, stopping: boolean): string {
  if (stopping) return 'Stopping after this batch; the best epoch is kept.';
  if (progress === null || !Number.isFinite(progress.etaMs)) return 'Time left is not known yet.';
  return `at most ${formatDuration(progress.etaMs)}; stops early when it no longer improves`;
}

const ENGINES: { readonly [Name in EngineReport['name']]: string } = {
  webgl: 'GPU (WebGL)',
  wasm: 'CPU (WebAssembly)',
  cpu: 'CPU (JavaScript)',
};

/** Without a graphics processor the browser may compute WebGL on the CPU: saying "GPU" would be wrong. */
export function engineName({ name, device }: EngineReport): string {
  const inSoftware = name === 'webgl' && /swiftshader|llvmpipe|software/i.test(device);
  return inSoftware ? 'WebGL in software' : ENGINES[name];
}

/** Where a training runs, or ran. */
export function engineSentence(engine: EngineReport, when: 'now' | 'then' = 'now'): string {
  const device = engine.device === '' ? '' : `, ${engine.device}`;
  const reason = engine.fallbackReason === null ? '' : ` ${engine.fallbackReason}`;
  const relaxed = engine.relaxedSimd ? ' The last digits may differ on another machine.' : '';
  return `${when === 'now' ? 'Runs' : 'Ran'} on ${engineName(engine)}${device}.${relaxed}${reason}`;
}

/** Whether a job can go on: `ready` from its checkpoint, `changed` because its days have, `no` without a checkpoint. */
export type Resumable = 'ready' | 'changed' | 'no';

/** What became of a job that did not end, and what to do now. */
export function jobSentence(job: JobRecord, resumable: Resumable): string | null {
  const what = `Training of ${metricInSentence(job.metric)}, begun ${formatInstant(job.createdAt)}`;
  switch (job.state.status) {
    case 'interrupted': {
      const epoch = job.state.epoch > 0 ? ` in epoch ${String(job.state.epoch)}` : '';
      return `${what}, was interrupted${epoch} because the page was closed. ${NEXT_STEPS[resumable]}`;
    }
    case 'failed': {
      if (job.state.fault.kind === 'cancelled') return null;
      const next = resumable === 'no' ? '' : ` ${NEXT_STEPS[resumable]}`;
      return `${what}, failed. ${faultSentence(job.state.fault)}${next}`;
    }
    case 'running':
      return `${what}, is running in another tab.`;
    default:
      return null;
  }
}

const NEXT_STEPS: { readonly [Kind in Resumable]: string } = {
  ready: 'It can go on where it was, with the same result as without the break.',
  changed: 'Your days have changed since, so it cannot go on; start it again.',
  no: 'Nothing was saved; start it again.',
};

/** The name of a button that stands beside others of its kind: "Resume resting heart rate". */
export function jobAction(action: string, metric: Metric): string {
  return `${action} ${metricInSentence(metric)}`;
}

/** The settings of a training as label and value. */
export function configLines(config: TrainingConfig): readonly (readonly [string, string])[] {
  return [
    ['Window', `${String(config.windowDays)} days`],
    ['LSTM', `${String(config.layers)} × ${String(config.hidden)} units`],
    ['Dropout', String(config.dropout)],
    ['Head', trainMessages.heads[config.head]],
    ['Batch size', String(config.batchSize)],
    ['Learning rate', String(config.learningRate)],
    ['Epochs, at most', String(config.maxEpochs)],
    ['Patience', `${String(config.patience)} epochs`],
    ['Validation share', String(config.validationShare)],
    ['Target', trainMessages.targets[config.target]],
    ['Feature set', trainMessages.featureSets[config.featureSet]],
    ['Nutrition', config.useNutrition ? 'used' : 'not used'],
    ['Seed', String(config.seed)],
  ];
}
