/** Child process of `evaluate.ts`: one training per message, so that as many run side by side as there are cores. */
import { trainModel } from '#model/train.ts';
import type { TrainingRequest } from '#model/training-run.ts';
import { EngineFault } from '#model/engine.ts';
import type { Evaluation } from '#core/evaluation.ts';

export interface PersonTask {
  readonly id: number;
  readonly request: TrainingRequest;
}

export type PersonResult =
  | {
      readonly id: number;
      readonly ok: true;
      readonly evaluation: Evaluation;
      readonly seconds: number;
      readonly epochs: number;
    }
  | { readonly id: number; readonly ok: false; readonly reason: string };

async function runTask({ id, request }: PersonTask): Promise<PersonResult> {
  const control = {
    signal: new AbortController().signal,
    stopRequested: () => false,
    now: () => performance.now(),
  };
  try {
    const training = trainModel(request, control);
    let step = await training.next();
    while (step.done !== true) step = await training.next();
    const { evaluation, durationMs, evaluationBestEpoch } = step.value;
    return { id, ok: true, evaluation, seconds: durationMs / 1000, epochs: evaluationBestEpoch };
  } catch (error) {
    if (error instanceof EngineFault && error.fault.kind === 'requirementsNotMet') {
      return { id, ok: false, reason: error.fault.sentences.join(' ') };
    }
    return { id, ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (task: PersonTask) => {
  void runTask(task).then((result) => process.send?.(result));
});
