import { testPersona } from '#core/personas/sample.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';

/** The tidy daily CSV of an invented person, 120 days: enough to try every step with. */
export function writeExampleCsv(): string {
  return writeTidyCsv(testPersona().records);
}
