/*
 * Texts are English; the order of a date, the separators of a number and the clock are those of the person's own
 * place, which the browser's language names.
 */

/** BCP 47 tag of the browser's language; British English where there is no page, as in tests. */
export function displayLocale(): string {
  return typeof document === 'undefined' ? 'en-GB' : navigator.language;
}

/** Country or territory of a locale, "US" for "en"; undefined where nothing is known of it. */
export function regionOf(locale: string): string | undefined {
  return new Intl.Locale(locale).maximize().region;
}
