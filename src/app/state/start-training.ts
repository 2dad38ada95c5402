import type { TrainingRequest } from '#workers/training-client.ts';
import { trainingJob, type TrainingJobState } from './training-job.ts';

/** Starts the job; until it ends the browser asks before the page is closed, and a hidden page tells when it is done. */
export async function startTraining(
  request: TrainingRequest,
  sentence: (state: TrainingJobState) => string | null,
): Promise<void> {
  window.addEventListener('beforeunload', warnWhileTraining);
  try {
    await trainingJob.start(request);
  } finally {
    window.removeEventListener('beforeunload', warnWhileTraining);
  }
  const text = sentence(trainingJob.getSnapshot());
  if (text !== null) notifyIfHidden(text);
}

function warnWhileTraining(event: BeforeUnloadEvent): void {
  if (trainingJob.getSnapshot().status === 'running') event.preventDefault();
}

/** Only where the person has allowed notifications before: nobody is asked out of the blue. */
function notifyIfHidden(text: string): void {
  if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    new Notification('Pulsecast', { body: text, tag: 'training' });
  } catch {
    // Chrome on Android allows notifications from service workers only; the screen says the same.
  }
}
