import type { DataAge } from '#core/data-age.ts';
import { addDays } from '#core/local-date.ts';
import { formatCount, formatDay } from '../ui/format.ts';

/** Texts about how new the data are. */
export const freshnessMessages = {
  importAgain: 'Import again',
  chooseNewer: 'Choose newer files',
} as const;

/** "Your data end Fri 20 Nov, 3 days ago." */
export function ageSentence({ last, ageDays }: DataAge): string {
  if (ageDays === 0) return 'Your data reach today.';
  const ago = ageDays === 1 ? 'yesterday' : `${formatCount(ageDays, 'day')} ago`;
  return `Your data end ${formatDay(last)}, ${ago}.`;
}

/** What stale data mean for the forecast. */
export function staleSentence({ last, lastFull }: DataAge): string {
  const full = lastFull ?? last;
  return `The forecast is for ${formatDay(addDays(full, 1))}, the day after your last full day, not for tomorrow.`;
}
