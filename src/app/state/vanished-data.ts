/*
 * Browsers may clear a page's databases by themselves and leave the rest. A key beside them tells a person whose data
 * are gone from one who has never had any.
 */

const KEY = 'pulsecast-has-data';

/** A profile of a person is there. */
export function rememberData(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // Storage is full or forbidden: then nothing can be told later.
  }
}

/** The person has deleted the last profile. */
export function forgetData(): void {
  localStorage.removeItem(KEY);
}

/** Asked where there is no profile: whether there was one that nobody has deleted. */
export function hasDataVanished(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
