import { describe, expect, it } from 'vitest';
import { DAY_FIELD_NAMES, DAY_FIELDS, type DayField, type DayRecord } from '../day-record.ts';
import { buildDayGrid, type DayGrid } from '../day-grid.ts';
import { addDays, localDate, type LocalDate } from '../local-date.ts';
import { generatePersona } from './generate-persona.ts';
import { PERSONA_NAMES, type Persona, type PersonaName } from './persona.ts';
import { SECOND_WATCH_OFFSET_BPM } from './recording.ts';

const start = localDate('2024-01-01');
const everybody = PERSONA_NAMES.map((name) => ({
  name,
  persona: generatePersona(name, { seed: 11, start, days: 500 }),
}));

function layOut(records: readonly DayRecord[]): DayGrid {
  const grid = buildDayGrid(records);
  if (grid === null) throw new Error('a life without days');
  return grid;
}

function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function sdOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
}

function correlateWithDayBefore(values: Float64Array): number {
  const mean = meanOf(present(values));
  const products = values.map((value, t) => (value - mean) * ((values[t - 1] ?? NaN) - mean));
  return meanOf(present(products)) / sdOf(present(values)) ** 2;
}

function shiftDates(records: readonly DayRecord[], days: number): DayRecord[] {
  return records.map((record) => ({ ...record, date: addDays(record.date, days) }));
}

describe('personas', () => {
  it('live the same life for the same request, and another for another seed or kind', () => {
    for (const { name, persona } of everybody) {
      expect(generatePersona(name, { seed: 11, start, days: 500 })).toEqual(persona);
      expect(generatePersona(name, { seed: 12, start, days: 500 })).not.toEqual(persona);
    }
    const values = everybody.map(({ persona }) => JSON.stringify(persona.records[3]?.values));
    expect(new Set(values).size).toBe(PERSONA_NAMES.length);
  });

  it('live the same life on other dates when the start moves by whole weeks', () => {
    for (const weeks of [1, 9, 52, -130]) {
      for (const { name, persona } of everybody) {
        const moved = generatePersona(name, { seed: 11, start: addDays(start, 7 * weeks), days: 500 });
        expect(moved.records).toEqual(shiftDates(persona.records, 7 * weeks));
        expect(moved.truth.effects).toEqual(persona.truth.effects);
      }
    }
  });

  it('begin a longer life with the days of a shorter one', () => {
    for (const { name, persona } of everybody) {
      const { records } = generatePersona(name, { seed: 11, start, days: 200 });
      expect(persona.records.slice(0, records.length)).toEqual(records);
    }
  });

  it('stay inside the plausible range of every field, with a named source for each value', () => {
    const wrong: string[] = [];
    for (const { name, persona } of everybody) {
      for (const { date, values, sources } of persona.records) {
        for (const field of DAY_FIELD_NAMES) {
          const value = values[field];
          if (value === undefined) continue;
          const { min, max } = DAY_FIELDS[field];
          const fine = value >= min && value <= max && sources[field]?.startsWith('Persona ') === true;
          if (!fine) wrong.push(`${name} ${date} ${field} ${String(value)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('have plausible hearts: level, memory and spread', () => {
    for (const { name, persona } of everybody) {
      const grid = layOut(persona.records);
      const heartRate = grid.column('restingHeartRateBpm');
      expect(meanOf(present(heartRate)), name).toBeGreaterThan(46);
      expect(meanOf(present(heartRate)), name).toBeLessThan(70);
      expect(correlateWithDayBefore(heartRate), name).toBeGreaterThan(0.5);
      expect(correlateWithDayBefore(heartRate), name).toBeLessThan(0.92);
      const lnHrv = grid.column('hrvRmssdMs').map(Math.log);
      expect(sdOf(present(lnHrv)), name).toBeGreaterThan(0.1);
      expect(sdOf(present(lnHrv)), name).toBeLessThan(0.3);
    }
  });

  it('round as devices do', () => {
    const decimals: { readonly [Name in DayField]?: number } = {
      restingHeartRateBpm: 1,
      hrvRmssdMs: 1,
      sleepMinutes: 0,
      steps: 0,
      energyIntakeKcal: 0,
      proteinG: 1,
      weightKg: 1,
    };
    for (const { persona } of everybody) {
      for (const { values } of persona.records) {
        for (const [field, digits] of Object.entries(decimals)) {
          const value = values[field as DayField];
          if (value !== undefined) expect(Number(value.toFixed(digits)), field).toBe(value);
        }
      }
    }
    const shiftWorker = everybody.find(({ name }) => name === 'shiftWorker')?.persona.records ?? [];
    expect(shiftWorker.every(({ values }) => Number.isInteger(values.restingHeartRateBpm ?? 0))).toBe(true);
  });

  it('sleep in stages that add up, and eat energy that follows from what it is made of', () => {
    for (const { name, persona } of everybody) {
      for (const { date, values } of persona.records) {
        const { sleepMinutes, sleepDeepMinutes = 0, sleepRemMinutes = 0, sleepLightMinutes = 0 } = values;
        if (sleepMinutes !== undefined) {
          expect(sleepDeepMinutes + sleepRemMinutes + sleepLightMinutes, `${name} ${date}`).toBe(
            sleepMinutes,
          );
          const inBed = 60 * ((values.wakeHour ?? NaN) - (values.bedtimeHour ?? NaN));
          expect(inBed, `${name} ${date}`).toBeCloseTo(sleepMinutes + (values.sleepAwakeMinutes ?? NaN), 1);
        }
        const { energyIntakeKcal, proteinG = 0, carbohydratesG = 0, fatG = 0, alcoholDrinks = 0 } = values;
        if (energyIntakeKcal === undefined) continue;
        const fromGrams = 4 * proteinG + 4 * carbohydratesG + 9 * fatG + 7 * 14 * alcoholDrinks;
        expect(Math.abs(energyIntakeKcal - fromGrams), `${name} ${date}`).toBeLessThanOrEqual(0.5 + 1e-9);
        expect(values.lateEnergyKcal ?? NaN).toBeLessThanOrEqual(energyIntakeKcal + 1);
      }
    }
  });

  it('leave out what was not recorded instead of writing zero', () => {
    for (const { name, persona } of everybody) {
      const grid = layOut(persona.records);
      const nights = present(grid.column('restingHeartRateBpm')).length;
      expect(nights, name).toBeGreaterThan(400);
      expect(nights, name).toBeLessThan(500);
      for (const { values } of persona.records) {
        expect(Object.values(values).some((value) => Number.isNaN(value))).toBe(false);
        if (values.foodLogged === undefined) {
          expect(values.energyIntakeKcal).toBeUndefined();
          expect(values.alcoholDrinks).toBeUndefined();
          expect(values.caffeineMg).toBeUndefined();
        }
        if (values.foodCompleteness !== 1) expect(values.alcoholDrinks).toBeUndefined();
        if (values.caffeineMg === 0) expect(values.lastCaffeineHour).toBeUndefined();
        if (values.workoutMinutes === 0) expect(values.workoutIntensity).toBeUndefined();
        for (const never of [
          'restingHeartRateBpm',
          'hrvRmssdMs',
          'sleepMinutes',
          'steps',
          'weightKg',
        ] as const) {
          expect(values[never]).not.toBe(0);
        }
      }
    }
  });

  it('change the watch where the truth card says so, and the level with it', () => {
    const { records, truth } = generatePersona('athlete', { seed: 1, start, days: 500 });
    const change = truth.deviceChange ?? start;
    expect(change).toBe(addDays(start, 260));
    for (const { date, sources } of records) {
      if (sources.steps === undefined) continue;
      expect(sources.steps).toBe(date < change ? 'Persona watch' : 'Persona watch 2');
    }
    expect(SECOND_WATCH_OFFSET_BPM).toBeGreaterThan(0);
    expect(generatePersona('athlete', { seed: 1, start, days: 260 }).truth.deviceChange).toBeNull();
  });
});

/** Slope of what alcohol the evening before does to the change from the mean of the last 7 mornings. */
function regressOnDrinks(records: readonly DayRecord[], field: 'restingHeartRateBpm' | 'hrvRmssdMs'): number {
  const grid = layOut(records);
  const series = grid.column(field).map((value) => (field === 'hrvRmssdMs' ? Math.log(value) : value));
  const drinks = grid.column('alcoholDrinks');
  const pairs: [number, number][] = [];
  for (let t = 7; t < grid.length - 1; t++) {
    const usual = meanOf(present(series.slice(t - 6, t + 1)));
    const change = (series[t + 1] ?? NaN) - usual;
    const drunk = drinks[t] ?? NaN;
    if (!Number.isNaN(change + drunk)) pairs.push([drunk, change]);
  }
  const x = Float64Array.from(pairs, ([drunk]) => drunk);
  const y = Float64Array.from(pairs, ([, change]) => change);
  const [mx, my] = [meanOf(x), meanOf(y)];
  const covariance = x.reduce((sum, each, i) => sum + (each - mx) * ((y[i] ?? NaN) - my), 0) / x.length;
  return covariance / sdOf(x) ** 2;
}

function manyDays(name: PersonaName, from: LocalDate = start): Persona {
  return generatePersona(name, { seed: 5, start: from, days: 3000 });
}

describe('the truth card', () => {
  it.each(['officeWorker', 'student', 'newParent', 'shiftWorker'] as const)(
    'names an effect of alcohol that a simple regression finds again: %s',
    (name) => {
      const { records, truth } = manyDays(name);
      const alcohol = truth.effects.find(({ field }) => field === 'alcoholDrinks');
      const heartRate =
        regressOnDrinks(records, 'restingHeartRateBpm') / (alcohol?.restingHeartRateBpm ?? NaN);
      const lnHrv = regressOnDrinks(records, 'hrvRmssdMs') / (alcohol?.lnHrvRmssd ?? NaN);
      for (const ratio of [heartRate, lnHrv]) {
        expect(ratio).toBeGreaterThan(0.5);
        expect(ratio).toBeLessThan(2);
      }
    },
  );

  it('says that nothing the null persona does matters, and nothing does', () => {
    const { records, truth } = manyDays('null');
    for (const effect of truth.effects) {
      expect(effect).toMatchObject({ restingHeartRateBpm: 0, lnHrvRmssd: 0 });
    }
    expect(Math.abs(regressOnDrinks(records, 'restingHeartRateBpm'))).toBeLessThan(0.15);
    expect(Math.abs(regressOnDrinks(records, 'hrvRmssdMs'))).toBeLessThan(0.012);
  });
});
