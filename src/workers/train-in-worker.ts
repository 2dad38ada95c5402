import type { TrainedModel } from '#core/model-version.ts';
import { err, type Result } from '#core/result.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { EngineChoice, Fault } from '#core/training-job.ts';
import type { TrainInput, TrainReport, TrainingSignals } from './protocol.ts';
import { watchSilence } from './silence-watch.ts';
import { startModelWorker } from './worker-client.ts';

type TrainingNews = AsyncGenerator<TrainReport, Result<TrainedModel, Fault>>;

/**
 * Runs one training in a fresh worker; yields its progress and its checkpoints, always the latest of each, and ends in
 * its outcome. A worker that hangs when asked to stop is ended, and the best epoch of its last checkpoint kept instead.
 */
export async function* trainInWorker(
  input: Omit<TrainInput, 'stopAtOnce'>,
  signals: TrainingSignals,
): TrainingNews {
  let latest = input.from;
  const keep = (checkpoint: TrainingCheckpoint): void => {
    latest = checkpoint;
  };
  const outcome = yield* runWorker({ ...input, stopAtOnce: false }, signals, keep);
  return outcome === 'hangs' ? yield* keepBest(input, latest, signals) : outcome;
}

async function* keepBest(
  input: Omit<TrainInput, 'stopAtOnce'>,
  from: TrainingCheckpoint | null,
  signals: TrainingSignals,
): TrainingNews {
  if (from === null) return err(hangs());
  const outcome = yield* runWorker(
    { ...input, from, engine: steadyEngine(input.engine), stopAtOnce: true },
    { ...signals, stop: new AbortController().signal },
  );
  return outcome === 'hangs' ? err(hangs()) : outcome;
}

/** What hangs is mostly a graphics driver. */
function steadyEngine(choice: EngineChoice): EngineChoice {
  return choice === 'cpu' ? 'cpu' : 'wasm';
}

function hangs(): Fault {
  const message =
    'The training no longer answered before an epoch was through, so there was nothing to keep.';
  return { kind: 'unexpected', message, stack: '' };
}

async function* runWorker(
  input: TrainInput,
  signals: TrainingSignals,
  onCheckpoint: (checkpoint: TrainingCheckpoint) => void = () => undefined,
): AsyncGenerator<TrainReport, Result<TrainedModel, Fault> | 'hangs'> {
  const worker = startModelWorker();
  const end = { hanging: false };
  const terminate = (): void => {
    worker.terminate({ kind: 'cancelled' });
  };
  const watch = watchSilence(() => {
    end.hanging = true;
    terminate();
  });
  const stop = (): void => {
    watch.expectStop();
    void worker.call('stopTraining', null);
  };
  signals.cancel.addEventListener('abort', terminate);
  signals.stop.addEventListener('abort', stop);
  const news = collectNews();
  void worker
    .call('train', input, {
      onProgress: (report) => {
        if (report.kind === 'progress') watch.heard(report.progress.phase);
        else onCheckpoint(report.checkpoint);
        news.report(report);
      },
    })
    .then(news.end);
  try {
    if (signals.cancel.aborted) terminate();
    if (signals.stop.aborted) stop();
    const outcome = yield* news.read();
    return end.hanging && !signals.cancel.aborted ? 'hangs' : outcome;
  } finally {
    watch.close();
    signals.cancel.removeEventListener('abort', terminate);
    signals.stop.removeEventListener('abort', stop);
    terminate();
  }
}

/** The latest news of each kind that has not been read, until the outcome; checkpoints come before progress. */
function collectNews() {
  let wake: () => void = () => undefined;
  const waiting: { checkpoint: TrainReport | null; progress: TrainReport | null } = {
    checkpoint: null,
    progress: null,
  };
  let outcome: Result<TrainedModel, Fault> | null = null;
  const take = (): TrainReport | null => {
    const kind = waiting.checkpoint === null ? 'progress' : 'checkpoint';
    const report = waiting[kind];
    waiting[kind] = null;
    return report;
  };
  return {
    report: (report: TrainReport): void => {
      waiting[report.kind] = report;
      wake();
    },
    end: (result: Result<TrainedModel, Fault>): void => {
      outcome = result;
      wake();
    },
    read: async function* (): TrainingNews {
      for (;;) {
        const report = take();
        if (report !== null) yield report;
        else if (outcome !== null) return outcome;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
