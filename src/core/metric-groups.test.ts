import { describe, expect, it } from 'vitest';
import { DAY_FIELD_NAMES } from './day-record.ts';
import { METRIC_GROUPS, METRIC_GROUP_NAMES, candidatesFor, fieldsOfGroup } from './metric-groups.ts';

describe('metric groups', () => {
  it('hold every day field once', () => {
    const fields = METRIC_GROUP_NAMES.flatMap(fieldsOfGroup);
    expect(fields.toSorted()).toEqual([...DAY_FIELD_NAMES].sort());
  });

  it('have a core in every set', () => {
    const sets = METRIC_GROUP_NAMES.flatMap((group) => METRIC_GROUPS[group].sets);
    expect(
      sets.every(({ core, fields }) => core.length > 0 && core.every((name) => fields.includes(name))),
    ).toBe(true);
  });

  it('ask those with a core field first, and anybody where there are none', () => {
    const [sleep] = METRIC_GROUPS.sleep.sets;
    if (sleep === undefined) throw new Error('sleep has a set');
    const known: Record<string, readonly string[]> = {
      Ring: ['sleepMinutes'],
      Strap: ['sleepEfficiency'],
      Phone: ['steps'],
    };
    const knows = (source: string, field: string) => known[source]?.includes(field) === true;
    expect(candidatesFor(sleep, ['Strap', 'Ring', 'Phone'], knows)).toEqual(['Ring']);
    expect(candidatesFor(sleep, ['Strap', 'Phone'], knows)).toEqual(['Strap']);
    expect(candidatesFor(sleep, ['Phone'], knows)).toEqual([]);
  });
});
