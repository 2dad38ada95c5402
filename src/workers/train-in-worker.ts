import { packDays } from '#core/packed-days.ts';
import type { TrainedModel } from '#core/model-version.ts';
import type { Result } from '#core/result.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { EngineChoice, Fault } from '#core/training-job.ts';
import type { Packed, TrainInput, TrainReport, TrainingSignals } from './protocol.ts';
import { watchSilence } from './silence-watch.ts';
import { startModelWorker } from './worker-client.ts';

type TrainingNews = AsyncGenerator<TrainReport, Result<TrainedModel, Fault>>;

/**
 * Runs one training in a fresh worker; yields its progress and its checkpoints, always the latest of each, and ends in
 * its outcome: `workerLost` where the worker is gone or says nothing for too long. If that happens once it was asked
 * to stop, the best epoch of its last checkpoint is kept instead: of the one that `readKept` gives, since those that
 * were yielded are whoever's took them, to hand on without a copy.
 */
export async function* trainInWorker(
  input: Omit<TrainInput, 'stopAtOnce'>,
  signals: TrainingSignals,
  readKept: () => Promise<TrainingCheckpoint | null>,
): TrainingNews {
  const outcome = yield* runWorker({ ...input, stopAtOnce: false }, signals);
  const lost = !outcome.ok && outcome.error.kind === 'workerLost';
  if (!lost || !signals.stop.aborted) return outcome;
  const kept = await readKept();
  return kept === null ? outcome : yield* keepBest(input, kept, signals);
}

async function* keepBest(
  input: Omit<TrainInput, 'stopAtOnce'>,
  from: TrainingCheckpoint,
  signals: TrainingSignals,
): TrainingNews {
  return yield* runWorker(
    { ...input, from, engine: steadyEngine(input.engine), stopAtOnce: true },
    { ...signals, stop: new AbortController().signal },
  );
}

/** What hangs is mostly a graphics driver. */
function steadyEngine(choice: EngineChoice): EngineChoice {
  return choice === 'cpu' ? 'cpu' : 'wasm';
}

async function* runWorker(input: TrainInput, signals: TrainingSignals): TrainingNews {
  const worker = startModelWorker();
  const cancel = (): void => {
    worker.terminate({ kind: 'cancelled' });
  };
  const watch = watchSilence(() => {
    worker.terminate({ kind: 'workerLost', how: 'silent' });
  });
  const stop = (): void => {
    watch.expectStop();
    void worker.call('stopTraining', null);
  };
  signals.cancel.addEventListener('abort', cancel);
  signals.stop.addEventListener('abort', stop);
  const news = collectNews();
  void worker
    .call('train', packInput(input), {
      onProgress: (report) => {
        if (report.kind === 'progress') watch.heard(report.progress.phase);
        news.report(report);
      },
    })
    .then(news.end);
  try {
    if (signals.cancel.aborted) cancel();
    if (signals.stop.aborted) stop();
    return yield* news.read();
  } finally {
    watch.close();
    signals.cancel.removeEventListener('abort', cancel);
    signals.stop.removeEventListener('abort', stop);
    cancel();
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

function packInput({ records, ...input }: TrainInput): Packed<TrainInput> {
  return { ...input, days: packDays(records) };
}
