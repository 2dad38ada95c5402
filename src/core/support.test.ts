import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord, DayValues } from './day-record.ts';
import { addDays, daysBetween, localDate, type LocalDate } from './local-date.ts';
import { createRng, drawNormal } from './random.ts';
import { prepareSupport, type Support } from './support.ts';
import { makeDays } from './days.fixture.ts';

const START = localDate('2024-01-01');
const FIELDS = ['steps', 'sleepMinutes'] as const;
const rng = createRng(8);
const records = makeDays(120, () => ({
  steps: 8000 + 1500 * drawNormal(rng),
  sleepMinutes: 430 + 30 * drawNormal(rng),
}));
const DATE = addDays(START, 119);

function measureSupport(
  days: readonly DayRecord[],
  date: LocalDate,
  values: DayValues,
  fields: readonly DayField[],
): Support {
  return prepareSupport(days, date, fields)(values);
}

function supportOf(values: DayValues) {
  return measureSupport(records, DATE, values, FIELDS);
}

describe('support of an edited day', () => {
  it('is there in the middle of what was lived', () => {
    const support = supportOf({ steps: 8000, sleepMinutes: 430 });
    expect(support.supported).toBe(true);
    expect(support.distance).toBeLessThan(support.limit);
    expect(support.similarDays.length).toBeGreaterThan(10);
  });

  it('is withheld where there are no days like it', () => {
    const support = supportOf({ steps: 40_000, sleepMinutes: 200 });
    expect(support.supported).toBe(false);
    expect(support.similarDays).toEqual([]);
  });

  it('is withheld for one value beyond everything recorded, however usual the rest', () => {
    const steps = records.map(({ values }) => values.steps ?? 0);
    expect(supportOf({ steps: Math.max(...steps) + 200, sleepMinutes: 430 }).supported).toBe(false);
  });

  it('lists the similar days nearest first, the day itself and later ones never', () => {
    const [first] = records;
    const { similarDays } = supportOf(first?.values ?? {});
    expect(similarDays[0]).toBe('2024-01-01');
    expect(
      measureSupport(
        records,
        addDays(START, 60),
        { steps: 8000, sleepMinutes: 430 },
        FIELDS,
      ).similarDays.every((date) => date < addDays(START, 60)),
    ).toBe(true);
  });

  it('has a limit that 95 % of the real days keep among the others', () => {
    const { limit } = supportOf({});
    const past = records.slice(0, -1);
    const kept = past.filter(({ values }, i) => {
      const others = past.filter((_, j) => j !== i);
      // The range of the others may be a little narrower than that of all, so allow for it.
      return measureSupport(others, DATE, values, FIELDS).distance <= limit * 1.02;
    });
    expect(kept.length / past.length).toBeGreaterThan(0.92);
    expect(kept.length / past.length).toBeLessThan(0.99);
  });

  it('is Gower distance: differences in units of the range, averaged over fields and the 10 nearest', () => {
    const line = makeDays(11, (i) => ({ steps: i, sleepMinutes: 400 }));
    const { distance } = measureSupport(line, addDays(START, 11), { steps: 0, sleepMinutes: 400 }, FIELDS);
    // Nearest ten of 0..10 steps over a range of 10, halved by the second field: mean(0..9) / 10 / 2.
    expect(distance).toBeCloseTo(0.225, 12);
  });

  it('says nothing from too few days', () => {
    const few = records.slice(0, 9);
    expect(measureSupport(few, DATE, { steps: 8000, sleepMinutes: 430 }, FIELDS)).toEqual({
      distance: NaN,
      limit: NaN,
      supported: false,
      similarDays: [],
    });
  });

  it('does not compare days that lack one of the values', () => {
    const fields = ['steps', 'sleepMinutes', 'caffeineMg'] as const;
    const withCoffee = records.map((record, i) =>
      i % 2 === 0 ? record : { ...record, values: { ...record.values, caffeineMg: i } },
    );
    const whole = { steps: 8000, sleepMinutes: 430, caffeineMg: 60 };
    const { similarDays } = measureSupport(withCoffee, DATE, whole, fields);
    expect(similarDays.length).toBeGreaterThan(0);
    expect(similarDays.every((date) => daysBetween(START, date) % 2 === 1)).toBe(true);
    expect(measureSupport(withCoffee, DATE, { steps: 8000, caffeineMg: 60 }, fields).distance).toBeNaN();
  });
});
