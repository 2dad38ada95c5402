/** What the whole export is called. */
export const SOURCE = 'Cronometer';

/** Apps and devices that write into Cronometer, as it puts them behind a name: `Weight (Google Fit)`. */
const ORIGINS: readonly string[] = [
  'Apple Health',
  'Amazfit',
  'Biostrap',
  'Coros',
  'Dexcom',
  'Fitbit',
  'Garmin',
  'Google Fit',
  'Google Health',
  'Health Connect',
  'Keto-Mojo',
  'Oura',
  'Polar',
  'Qardio',
  'Samsung Health',
  'Strava',
  'Suunto',
  'Ultrahuman',
  'WHOOP',
  'Withings',
];

export interface NamedByOrigin {
  /** Without the origin. */
  readonly name: string;
  /** Null where the person wrote it, or nothing says who. */
  readonly origin: string | null;
}

/** Other words in brackets belong to the name: `Resistance Training (light)`. */
export function splitOrigin(text: string): NamedByOrigin {
  const [, name = '', bracket = ''] = /^(.*?)\s*\(([^()]*)\)$/.exec(text) ?? [];
  const origin = ORIGINS.find((known) => known.toLowerCase() === bracket.trim().toLowerCase());
  return origin === undefined ? { name: text, origin: null } : { name, origin };
}

/** Values of another app keep its name, so that its own export can go before them. */
export function sourceOf(origin: string | null): string {
  return origin === null ? SOURCE : `${origin} via ${SOURCE}`;
}
