import { describe, expect, it } from 'vitest';
import type { DayField } from '../day-record.ts';
import { addDays, daysBetween, localDate, weekdayOf } from '../local-date.ts';
import { generatePersona } from './generate-persona.ts';
import { SAMPLE_REFERENCE_DAYS, SAMPLE_REFERENCE_START, samplePersona, testPersona } from './sample.ts';

const referenceEnd = addDays(SAMPLE_REFERENCE_START, SAMPLE_REFERENCE_DAYS - 1);
const reference = samplePersona(referenceEnd);

const SHOWN: readonly DayField[] = [
  'restingHeartRateBpm',
  'hrvRmssdMs',
  'sleepMinutes',
  'steps',
  'workoutCount',
  'energyIntakeKcal',
  'alcoholDrinks',
  'caffeineMg',
];

describe('the sample persona', () => {
  it('is the reference life when it ends with it', () => {
    expect(reference.records[0]?.date).toBe(SAMPLE_REFERENCE_START);
    expect(reference.records.at(-1)?.date).toBe(referenceEnd);
    expect(weekdayOf(SAMPLE_REFERENCE_START)).toBe(0);
  });

  it('is the reference moved by whole weeks, with the days up to any end appended', () => {
    for (let day = 0; day < 15; day++) {
      const end = addDays(localDate('2026-11-20'), day);
      const { records } = samplePersona(end);
      const first = records[0]?.date ?? end;
      const moved = daysBetween(SAMPLE_REFERENCE_START, first);
      expect(moved % 7).toBe(0);
      expect(records.at(-1)?.date).toBe(end);
      expect(daysBetween(first, end) + 1 - SAMPLE_REFERENCE_DAYS).toBeGreaterThanOrEqual(0);
      expect(daysBetween(first, end) + 1 - SAMPLE_REFERENCE_DAYS).toBeLessThanOrEqual(6);
      const same = records.slice(0, reference.records.length);
      expect(same.map(({ values }) => values)).toEqual(reference.records.map(({ values }) => values));
      expect(same.map(({ date }) => addDays(date, -moved))).toEqual(
        reference.records.map(({ date }) => date),
      );
    }
  });

  it('ends with a complete day, whatever the day', () => {
    for (let day = 0; day < 7; day++) {
      const last = samplePersona(addDays(referenceEnd, day)).records.at(-1);
      for (const field of SHOWN) expect(last?.values[field], field).toBeDefined();
    }
  });

  it('has enough of everything, and evenings with alcohol that show the next morning', () => {
    const daysWith = (field: DayField): number =>
      reference.records.filter(({ values }) => (values[field] ?? 0) > 0).length;
    expect(daysWith('restingHeartRateBpm')).toBeGreaterThan(500);
    expect(daysWith('energyIntakeKcal')).toBeGreaterThan(430);
    expect(daysWith('alcoholDrinks')).toBeGreaterThan(70);
    expect(daysWith('workoutCount')).toBeGreaterThan(130);
    expect(daysWith('weightKg')).toBeGreaterThan(250);
    const alcohol = reference.truth.effects.find(({ field }) => field === 'alcoholDrinks');
    expect(alcohol?.restingHeartRateBpm).toBeGreaterThan(1);
    expect(alcohol?.lnHrvRmssd).toBeLessThan(-0.04);
    expect(reference.truth.deviceChange).toBeNull();
  });
});

describe('the test persona', () => {
  it('is a fixed life of 120 days with a complete end', () => {
    const { records } = testPersona();
    expect(records).toHaveLength(120);
    expect(testPersona().records).toEqual(records);
    for (const field of SHOWN) expect(records.at(-1)?.values[field], field).toBeDefined();
    expect(records).not.toEqual(
      generatePersona('officeWorker', { seed: 1, start: SAMPLE_REFERENCE_START, days: 120 }).records,
    );
  });
});
