import type { Fault } from '#core/training-job.ts';

/** Texts that more than one screen uses. */
export const commonMessages = {
  trySample: 'Try with sample data',
  fillingSample: 'Preparing sample data…',
  importYours: 'Import your data',
  loading: 'Loading…',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  noDataTitle: 'No data yet',
  noDataText:
    'Pulsecast learns from your own days. Import an export of your wearable, or look around with sample data first.',
  noticeTitles: { info: null, warn: 'Please note', error: 'Problem' },
  yes: 'yes',
  no: 'no',
  met: 'Met:',
  unmet: 'Not met:',
  notMedical: 'Pulsecast is a wellness tool, not a medical device.',
} as const;

const BUSY = {
  training: 'Another tab is training. Wait until it is done there, or close it, then try again.',
  import: 'Another tab is importing. Wait until it is done there, or close it, then try again.',
} as const;

const WORKER_LOST = {
  ended:
    'The browser ended the work in the background, most likely because memory was short. Close other tabs, or choose a smaller network or batch size, and try again.',
  silent:
    'The work in the background no longer answered and was ended. Try again; if it happens once more, choose CPU (WebAssembly) as compute engine in Settings.',
} as const;

/** One sentence for people about anything that can end a job without a result: what happened and what to do. */
export function faultSentence(fault: Fault): string {
  switch (fault.kind) {
    case 'cancelled':
      return 'Cancelled. Nothing was changed.';
    case 'requirementsNotMet':
      return fault.sentences.join(' ');
    case 'diverged':
      return `Training stopped in epoch ${String(fault.epoch)} because its numbers grew without bound. A smaller learning rate helps.`;
    case 'outOfMemory':
      return 'There was not enough memory. Close other tabs, or choose a smaller network or batch size, and try again.';
    case 'contextLost':
      return 'The browser took the graphics processor away. Try again, or choose CPU (WebAssembly) as compute engine in Settings.';
    case 'workerLost':
      return WORKER_LOST[fault.how];
    case 'engineUnavailable':
      return `The compute engine cannot run here: ${sentence(fault.reason)} Choose Automatic or CPU (WebAssembly) in Settings.`;
    case 'badArtifacts':
      return `The stored model cannot be read: ${sentence(fault.reason)} Train again, or activate another version under Models.`;
    case 'storageFull':
      return `The browser has no room left for this. ${sentence(fault.kept)} Free some disk space, then try again.`;
    case 'busyElsewhere':
      return BUSY[fault.what];
    case 'unexpected':
      return `Something went wrong that Pulsecast did not expect: ${sentence(fault.message)}`;
  }
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
