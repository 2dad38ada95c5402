import { useLiveQuery } from 'dexie-react-hooks';
import type { Annotation } from '#core/annotations.ts';
import type { DayRecord } from '#core/day-record.ts';
import { listAnnotations, readMarkedDays } from '#storage/annotations.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';

/** The profile's days with the marks applied, ascending, live; undefined while loading. */
export function useMarkedDays(db: ProfileDatabase): readonly DayRecord[] | undefined {
  return useLiveQuery(() => readMarkedDays(db), [db]);
}

/** The marks themselves, ascending by date, live; undefined while loading. */
export function useAnnotations(db: ProfileDatabase): readonly Annotation[] | undefined {
  return useLiveQuery(() => listAnnotations(db), [db]);
}
