import { useCallback, useSyncExternalStore } from 'react';
import { localDateOfInstant, type LocalDate } from '#core/local-date.ts';

/* The app's only clock: everything else is given its time. */

const CHECK_EVERY_MS = 30_000;

/** Epoch milliseconds. */
export function nowMs(): number {
  return Date.now();
}

/** The time zone the browser runs in, as an IANA name. */
export function systemTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every time zone the browser knows, with `present` ones added where the browser leaves them out. */
export function listTimeZones(...present: readonly string[]): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...present])].sort();
}

/** Today's date in `timeZone`; in UTC where the browser does not know the zone. */
export function todayIn(timeZone: string): LocalDate {
  try {
    return localDateOfInstant(nowMs(), timeZone);
  } catch {
    return localDateOfInstant(nowMs(), 'UTC');
  }
}

/** Today's date in `timeZone` (default: the browser's); renders again when the day changes. */
export function useToday(timeZone: string = systemTimeZone()): LocalDate {
  const snapshot = useCallback(() => todayIn(timeZone), [timeZone]);
  return useSyncExternalStore(subscribeToTime, snapshot);
}

function subscribeToTime(onChange: () => void): () => void {
  const timer = setInterval(onChange, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', onChange);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onChange);
  };
}
