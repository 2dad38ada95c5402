import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayField, DayValues } from './day-record.ts';
import { deriveDayRecords, type StoredContribution } from './derive-days.ts';
import { addDays, localDate } from './local-date.ts';
import { METRIC_GROUP_NAMES, fieldsOfGroup } from './metric-groups.ts';
import {
  NO_PRIORITY,
  agreeOnCommonSources,
  countChangedDays,
  countChosenDays,
  orderAllSources,
  resolveSourceOrders,
} from './source-order.ts';
import { surveySources } from './source-survey.ts';

const START = localDate('2024-01-01');

function say(source: string, day: number, values: DayValues, aggregated = false): StoredContribution {
  return {
    date: addDays(START, day),
    source,
    values,
    partial: false,
    importId: source,
    sequence: 1,
    ...(aggregated ? { aggregated } : {}),
  };
}

/** `count` days of one value from the day `first` on. */
function stretch(source: string, first: number, count: number, field: DayField, aggregated = false) {
  return Array.from({ length: count }, (_, i) => say(source, first + i, { [field]: 50 }, aggregated));
}

describe('the automatic order', () => {
  it('puts the own export before a copy, then the source with the most days, then names', () => {
    const survey = surveySources([
      ...stretch('Apple Health: Oura', 0, 30, 'restingHeartRateBpm', true),
      ...stretch('Strap', 0, 5, 'restingHeartRateBpm'),
      ...stretch('Oura', 0, 9, 'restingHeartRateBpm'),
      ...stretch('Band', 0, 5, 'restingHeartRateBpm'),
    ]);
    expect(resolveSourceOrders(survey, NO_PRIORITY).restingHeartRate).toEqual([
      'Oura',
      'Band',
      'Strap',
      'Apple Health: Oura',
    ]);
  });

  it('asks for the most days alone where the copy is as good', () => {
    const survey = surveySources([
      ...stretch('Copy', 0, 9, 'energyIntakeKcal', true),
      ...stretch('Food app', 0, 5, 'energyIntakeKcal'),
    ]);
    expect(resolveSourceOrders(survey, NO_PRIORITY).food).toEqual(['Copy', 'Food app']);
  });

  it('counts a source as native in a group where any of its values there is', () => {
    const { groups } = surveySources([
      say('Ring', 0, { restingHeartRateBpm: 50, steps: 1 }, true),
      say('Ring', 1, { restingHeartRateBpm: 50 }),
    ]);
    expect(groups.restingHeartRate[0]).toMatchObject({ aggregated: false, days: 2 });
    expect(groups.activity[0]).toMatchObject({ aggregated: true, days: 1 });
  });

  it('follows what a person listed, for the group or else for all', () => {
    const survey = surveySources(['A', 'B', 'C'].map((source) => say(source, 0, { steps: 1, weightKg: 70 })));
    const orders = resolveSourceOrders(survey, { all: ['C', 'gone'], groups: { body: ['B'] } });
    expect(orders.activity).toEqual(['C', 'A', 'B']);
    expect(orders.body).toEqual(['B', 'A', 'C']);
    expect(orderAllSources(survey, { all: ['C'], groups: {} })).toEqual(['C', 'A', 'B']);
  });
});

describe('the effect of an order', () => {
  const survey = surveySources([
    ...stretch('Oura', 0, 12, 'restingHeartRateBpm'),
    ...stretch('Apple Watch', 10, 8, 'restingHeartRateBpm'),
    ...stretch('Apple Watch', 0, 3, 'steps'),
  ]);
  const before = resolveSourceOrders(survey, NO_PRIORITY);
  const after = resolveSourceOrders(survey, {
    ...NO_PRIORITY,
    groups: { restingHeartRate: ['Apple Watch'] },
  });

  it('is told in days per source and in days that change', () => {
    expect([...countChosenDays(survey, ['restingHeartRate'], before)]).toEqual([
      ['Oura', 12],
      ['Apple Watch', 6],
    ]);
    expect([...countChosenDays(survey, ['restingHeartRate'], after)]).toEqual([
      ['Oura', 10],
      ['Apple Watch', 8],
    ]);
    expect(countChangedDays(survey, ['restingHeartRate'], before, after)).toBe(2);
    expect(countChangedDays(survey, ['activity'], before, after)).toBe(0);
    expect(countChangedDays(survey, METRIC_GROUP_NAMES, before, after)).toBe(2);
  });

  it('is what deriving both ways gives', () => {
    const fields: DayField[] = ['steps', 'floors', 'sleepMinutes', 'sleepDeepMinutes', 'restingHeartRateBpm'];
    const said = fc.record({
      source: fc.constantFrom('A', 'B', 'C'),
      day: fc.nat({ max: 5 }),
      fields: fc.subarray(fields),
    });
    const lives = fc.uniqueArray(said, { selector: ({ source, day }) => `${source} ${String(day)}` });
    fc.assert(
      fc.property(lives, fc.shuffledSubarray(['A', 'B', 'C']), (life, listed) => {
        const contributions = life.map((one) =>
          say(one.source, one.day, Object.fromEntries(one.fields.map((field) => [field, 50]))),
        );
        const surveyed = surveySources(contributions);
        const then = resolveSourceOrders(surveyed, NO_PRIORITY);
        const now = resolveSourceOrders(surveyed, { all: listed, groups: {} });
        const old = deriveDayRecords(contributions, then);
        const fresh = deriveDayRecords(contributions, now);
        for (const group of METRIC_GROUP_NAMES) {
          const changed = old.filter(({ sources }, index) =>
            fieldsOfGroup(group).some((field) => sources[field] !== fresh[index]?.sources[field]),
          );
          expect(countChangedDays(surveyed, [group], then, now)).toBe(changed.length);
        }
      }),
      { seed: 5 },
    );
  });
});

describe('two orders', () => {
  it('agree where the sources that both know stand in the same order', () => {
    const order = (...names: string[]) =>
      resolveSourceOrders(surveySources(names.map((name) => say(name, 0, { steps: 1 }))), {
        all: names,
        groups: {},
      });
    expect(agreeOnCommonSources(order('A', 'B'), order('A', 'C', 'B'))).toBe(true);
    expect(agreeOnCommonSources(order('A', 'B'), order('B', 'A'))).toBe(false);
    expect(agreeOnCommonSources(order('A', 'B'), order('C'))).toBe(true);
  });
});
