const CLOCK = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(?:([ap])\.?\s?m\.?)?$/i;

/**
 * Hours since midnight of a time such as `9:00 AM`, `12:05 am` or `21:30`, 0 up to 24; null where there is none or it
 * cannot be.
 */
export function readClockHour(text: string): number | null {
  const [, hours, minutes, seconds = '0', half] = CLOCK.exec(text.trim()) ?? [];
  if (hours === undefined) return null;
  const hour = toDayHour(Number(hours), half);
  const within = hour === null || Number(minutes) > 59 || Number(seconds) > 59;
  return within ? null : hour + Number(minutes) / 60 + Number(seconds) / 3600;
}

/** With AM or PM 12 is the hour after midnight or noon. */
function toDayHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
