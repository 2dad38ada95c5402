import { expect } from 'vitest';
import { DAY_FIELDS, isDayField } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { parseLocalDate } from '#core/local-date.ts';
import { TODAY } from './parse-one.fixture.ts';

/** What must hold whatever the bytes: days or a reason, and only days and values that can be. */
export function expectSound(file: ParsedFile): void {
  const fatal = file.problems.filter(({ severity }) => severity === 'fatal');
  expect(fatal).toHaveLength(file.people.length === 0 ? 1 : 0);
  expect(file.rowsRejected).toBeLessThanOrEqual(file.rowsRead);
  for (const { count, message } of file.problems) {
    expect(count).toBeGreaterThan(0);
    expect(message).toMatch(/\.$/);
  }
  for (const { contributions, dayCount } of file.people) {
    expect(dayCount).toBeGreaterThan(0);
    for (const { date, values } of contributions) {
      expect(parseLocalDate(date)).toBe(date);
      expect(date <= TODAY).toBe(true);
      for (const [field, value] of Object.entries(values)) {
        if (!isDayField(field)) throw new Error(`not a field: ${field}`);
        expect(value).toBeGreaterThanOrEqual(DAY_FIELDS[field].min);
        expect(value).toBeLessThanOrEqual(DAY_FIELDS[field].max);
      }
    }
  }
}
