import type { Units } from './units.ts';

/** A finite hour counted from midnight as "23:15" or "11:15 pm"; hours before 0 and from 24 wrap round the clock. */
export function writeClockHour(hour: number, clock: Units['clock']): string {
  const minutes = ((Math.round(hour * 60) % 1440) + 1440) % 1440;
  const full = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  if (clock === '24 h') return `${String(full).padStart(2, '0')}:${rest}`;
  return `${String(full % 12 === 0 ? 12 : full % 12)}:${rest} ${full < 12 ? 'am' : 'pm'}`;
}

/** The hour, 0 to under 24, of "21:30", "21.30", "9:30 pm" or "9pm"; null where it is no time. */
export function parseClockHour(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?$/i.exec(text.trim());
  if (match === null) return null;
  const half = match[3]?.toLowerCase();
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) return null;
  return (half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) + minute / 60;
}
