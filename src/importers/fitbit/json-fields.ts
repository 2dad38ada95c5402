/** What was read from JSON; only own properties are ever looked at, so a key `__proto__` is never followed. */
export function fieldOf(record: unknown, ...path: readonly string[]): unknown {
  let value = record;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [name: string]: unknown })[key];
  }
  return value;
}

/** A finite number, also where it is written as text; NaN for all else. */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : NaN;
}

/** Fitbit writes 0 where there is no value. */
export function positiveOf(value: unknown): number {
  const number = numberOf(value);
  return number > 0 ? number : NaN;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A name or a number that identifies something. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
