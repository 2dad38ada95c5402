import { addDays, type LocalDate } from '#core/local-date.ts';

/** Calendar date and wall clock of an hour of 0-28 counted from `date`: after midnight it is the next date. */
export function writeClock(
  date: LocalDate,
  hour: number,
): { readonly date: LocalDate; readonly time: string } {
  const minutes = Math.round(hour * 60);
  const day = addDays(date, Math.floor(minutes / 1440));
  const ofDay = minutes % 1440;
  const half = ofDay < 720 ? 'AM' : 'PM';
  const twelve = Math.floor(ofDay / 60) % 12 || 12;
  return { date: day, time: `${String(twelve)}:${String(ofDay % 60).padStart(2, '0')} ${half}` };
}
