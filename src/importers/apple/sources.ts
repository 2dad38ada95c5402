/** Who wrote records into Apple Health. */
export interface HealthSource {
  /** As people would name it; of Apple's own devices the kind, because their names hold names of people. */
  readonly name: string;
  /** Apple's own: a device, or what was typed into Health. */
  readonly own: 'watch' | 'phone' | 'health' | null;
}

export const APPLE_HEALTH = 'Apple Health';
const APPLE_WATCH: HealthSource = { name: 'Apple Watch', own: 'watch' };
const IPHONE: HealthSource = { name: 'iPhone', own: 'phone' };
const HEALTH: HealthSource = { name: APPLE_HEALTH, own: 'health' };

/** Named as their own exports are, so that a copy is recognised as one. */
const APPS: readonly (readonly [RegExp, string])[] = [
  [/\boura\b/i, 'Oura'],
  [/\bwhoop\b/i, 'WHOOP'],
  [/\bgarmin\b|^connect$/i, 'Garmin'],
  [/\bfitbit\b/i, 'Fitbit'],
  [/\bwithings\b|\bhealth mate\b/i, 'Withings'],
  [/\bpolar\b/i, 'Polar'],
  [/my ?fitness ?pal/i, 'MyFitnessPal'],
  [/cronometer/i, 'Cronometer'],
  [/^lose ?it/i, 'Lose It!'],
  [/macro ?factor/i, 'MacroFactor'],
  [/\byazio\b/i, 'YAZIO'],
  [/\blifesum\b/i, 'Lifesum'],
];

/** What Apple's Health app calls itself in the languages of the App Store. */
const HEALTH_NAMES = new Set(
  ['Health', 'Gesundheit', 'Santé', 'Salud', 'Saúde', 'Salute', 'Gezondheid', 'Hälsa', 'Helse', 'Sundhed']
    .concat(['Terveys', 'Zdrowie', 'Zdraví', 'Sağlık', 'Здоровье', 'ヘルスケア', '健康', '건강'])
    .map((name) => name.toLowerCase()),
);

const LONGEST_NAME = 60;

/** NFKC turns the no-break space of "Apple Watch" into a plain one. */
export function normaliseSourceName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}

/** What is known of a source besides its name: attributes of its records, '' where they lack them. */
export interface SourceMarks {
  readonly version: string;
  readonly device: string;
}

/**
 * Who a source is. An app on a phone may name the phone as its device, so a device decides only where the source's
 * version is that of the device's system: then the device itself has written.
 */
export function identifySource(sourceName: string, { version, device }: SourceMarks): HealthSource {
  const name = normaliseSourceName(sourceName);
  const app = APPS.find(([pattern]) => pattern.test(name));
  if (app !== undefined) return { name: app[1], own: null };
  if (/\bapple watch\b/i.test(name)) return APPLE_WATCH;
  if (/\biphone\b/i.test(name)) return IPHONE;
  if (name === '' || HEALTH_NAMES.has(name.toLowerCase())) return HEALTH;
  if (isOwnDevice(device, version)) return /\bmodel:Watch|hardware:Watch/.test(device) ? APPLE_WATCH : IPHONE;
  return { name: name.slice(0, LONGEST_NAME), own: null };
}

function isOwnDevice(device: string, version: string): boolean {
  const [, software = null] = /\bsoftware:([\d.]+)/.exec(device) ?? [];
  return /manufacturer:Apple/.test(device) && software === version;
}
