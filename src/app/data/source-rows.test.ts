import { describe, expect, it } from 'vitest';
import type { Contribution, DayValues } from '#core/day-record.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { NO_PRIORITY, resolveSourceOrders, withPriority, type SourcePriority } from '#core/source-order.ts';
import { surveySources } from '#core/source-survey.ts';
import {
  countEffect,
  hasOwnOrder,
  listChosenGroups,
  listContestedGroups,
  listSourceRows,
  moveWithin,
} from './source-rows.ts';

const START = localDate('2024-01-01');

function stretch(source: string, first: number, count: number, values: DayValues): Contribution[] {
  return Array.from({ length: count }, (_, i) => ({
    date: addDays(START, first + i),
    source,
    values,
    partial: false,
  }));
}

function stateOf(priority: SourcePriority = NO_PRIORITY) {
  const survey = surveySources([
    ...stretch('Oura', 0, 10, { restingHeartRateBpm: 50 }),
    ...stretch('Watch', 6, 8, { restingHeartRateBpm: 55, steps: 9000 }),
  ]);
  return { survey, priority, orders: resolveSourceOrders(survey, priority) };
}

describe('the rows of an order', () => {
  it('tell what each source knows, what it gives and what moving it up would change', () => {
    expect(listSourceRows(stateOf(), 'restingHeartRate')).toMatchObject([
      { source: 'Oura', days: 10, chosenDays: 10, changedByMovingUp: null },
      { source: 'Watch', days: 8, chosenDays: 4, changedByMovingUp: 4 },
    ]);
  });

  it('speak of all values together where no group is chosen', () => {
    expect(listSourceRows(stateOf(), 'all')).toMatchObject([
      { source: 'Oura', chosenDays: 10 },
      { source: 'Watch', chosenDays: 8, changedByMovingUp: 4, fields: ['restingHeartRateBpm', 'steps'] },
    ]);
  });

  it('count what going back to the order without a choice would change', () => {
    const chosen = withPriority(NO_PRIORITY, 'restingHeartRate', ['Watch', 'Oura']);
    expect(hasOwnOrder(stateOf(chosen), 'restingHeartRate')).toBe(true);
    expect(hasOwnOrder(stateOf(chosen), 'all')).toBe(false);
    expect(countEffect(stateOf(chosen), 'restingHeartRate', null)).toBe(4);
  });
});

describe('the groups', () => {
  it('are contested where two sources know them', () => {
    expect(listContestedGroups(stateOf().survey)).toEqual(['restingHeartRate']);
  });

  it('name the sources that give something, the preferred first', () => {
    expect(
      listChosenGroups(stateOf()).map(({ label, parts, contested }) => [label, parts, contested]),
    ).toEqual([
      [
        'Resting heart rate',
        [
          { source: 'Oura', days: 10 },
          { source: 'Watch', days: 4 },
        ],
        true,
      ],
      ['Steps and activity', [{ source: 'Watch', days: 8 }], false],
    ]);
  });
});

describe('moving', () => {
  it('takes one name to another place', () => {
    expect(moveWithin(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moveWithin(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  });
});
