import type { AnnotationKind } from '#core/annotations.ts';
import { formatCount } from '../ui/format.ts';

/** Texts about days that the person marks. */
export const marksMessages = {
  title: 'Marked days',
  lead: 'Days that were not like others. A mark changes no imported value and can be removed at any time.',
  markedAs: 'Marked',
  none: 'No day is marked.',
  from: 'From',
  to: 'To',
  kind: 'Mark as',
  note: 'Note (optional)',
  kinds: {
    ill: 'Ill',
    travelling: 'Travelling',
    sensorOff: 'Sensor off',
    excluded: 'Excluded',
  } satisfies { readonly [Kind in AnnotationKind]: string },
  effects: {
    ill: 'The day counts as a day of illness.',
    travelling: 'Shown in charts and tables; nothing else changes.',
    sensorOff: 'What the wearable recorded on that day is left out.',
    excluded:
      'Nothing is learned from that day’s outcome, and no forecast is scored on it. It stays in the history.',
  } satisfies { readonly [Kind in AnnotationKind]: string },
  save: 'Mark',
  marked: (days: number) =>
    `${formatCount(days, 'day')} marked. Forecasts follow at once, networks at the next training.`,
  dates: 'Dates',
  days: 'Days',
  noteHeader: 'Note',
  remove: 'Remove',
  removed: (dates: string) => `The mark of ${dates} is removed.`,
  noDate: 'Choose a date.',
  endsBefore: 'The last day lies before the first.',
  tooLong: (most: number) => `At most ${formatCount(most, 'day')} at once.`,
  open: 'Mark a day',
  dialogTitle: 'Mark a day',
} as const;

/** "Ill: flu", or the kind alone where there is no note. */
export function describeMark(kind: AnnotationKind, note: string): string {
  const label = marksMessages.kinds[kind];
  return note === '' ? label : `${label}: ${note}`;
}
