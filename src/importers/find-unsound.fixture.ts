import { DAY_FIELDS, isDayField } from '#core/day-record.ts';
import type { ParsedFile, PersonDays, Problem } from '#core/import-types.ts';
import { parseLocalDate, type LocalDate } from '#core/local-date.ts';

/**
 * What is wrong with an importer's answer, whatever the bytes were: it gives days or one reason why not, and only
 * dates and values that can be. Null where nothing is.
 * @param today the last date that can be
 */
export function findUnsound(file: ParsedFile, today: LocalDate): string | null {
  const { people, problems, rowsRead, rowsRejected } = file;
  const fatal = problems.filter(({ severity }) => severity === 'fatal').length;
  if (fatal !== (people.length === 0 ? 1 : 0)) {
    return `${String(fatal)} fatal problems beside ${String(people.length)} people`;
  }
  if (!(rowsRejected >= 0 && rowsRejected <= rowsRead)) {
    return `${String(rowsRejected)} of ${String(rowsRead)} rows rejected`;
  }
  return (
    problems.map(findUnsoundProblem).find((fault) => fault !== null) ??
    people.map((person) => findUnsoundDay(person, today)).find((fault) => fault !== null) ??
    null
  );
}

function findUnsoundProblem({ code, count, message }: Problem): string | null {
  const whole = count > 0 && message.endsWith('.');
  return whole ? null : `problem ${code} (${String(count)}): ${message}`;
}

function findUnsoundDay({ contributions, dayCount }: PersonDays, today: LocalDate): string | null {
  if (dayCount === 0) return 'a person without days';
  for (const { date, values } of contributions) {
    if (parseLocalDate(date) !== date || date > today) return `the date ${date}`;
    for (const [field, value] of Object.entries(values)) {
      if (!isDayField(field)) return `the field ${field}`;
      const { min, max } = DAY_FIELDS[field];
      if (!(value >= min && value <= max)) return `${field} ${String(value)} on ${date}`;
    }
  }
  return null;
}
