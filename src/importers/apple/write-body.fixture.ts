import type { ExportScene } from './export-scene.fixture.ts';

const LB_PER_KG = 1 / 0.45359237;

/** Weight, body fat, VO2max, resting heart rate, the cycle. */
export function* writeBody({ records, options, text, at }: ExportScene): Generator<string> {
  const imperial = options.otherUnits === true;
  for (const { date, values } of records) {
    const { weightKg, bodyFatPercent, vo2MaxMlKgMin, restingHeartRateBpm } = values;
    const startMs = at(date, 7.5);
    if (weightKg !== undefined) {
      // The one of the morning is not the last of the day.
      const scale = { type: 'HKQuantityTypeIdentifierBodyMass', source: 'Health' } as const;
      yield text.record({ ...scale, unit: 'kg', startMs: at(date, 6), value: weightKg + 1 });
      yield imperial
        ? text.record({ ...scale, unit: 'lb', startMs, value: weightKg * LB_PER_KG })
        : text.record({ ...scale, unit: 'kg', startMs, value: weightKg });
    }
    if (bodyFatPercent !== undefined) {
      const fat = { type: 'HKQuantityTypeIdentifierBodyFatPercentage', source: 'Health', unit: '%' } as const;
      yield text.record({ ...fat, startMs, value: bodyFatPercent / 100 });
    }
    if (vo2MaxMlKgMin !== undefined) {
      const fitness = { type: 'HKQuantityTypeIdentifierVO2Max', source: 'Apple Watch' } as const;
      yield text.record({ ...fitness, unit: 'mL/min·kg', startMs, value: vo2MaxMlKgMin });
    }
    if (restingHeartRateBpm !== undefined) {
      const rest = {
        type: 'HKQuantityTypeIdentifierRestingHeartRate',
        source: 'Apple Watch',
        unit: 'count/min',
      } as const;
      const day = { startMs: at(date, 0.05), endMs: at(date, 23.4), createdMs: at(date, 23.5) };
      yield text.record({ ...rest, ...day, value: restingHeartRateBpm });
      if (options.secondRestingRate === true) {
        const morning = { endMs: at(date, 11), createdMs: at(date, 11.1) };
        yield text.record({ ...rest, ...day, ...morning, value: restingHeartRateBpm + 9 });
      }
    }
  }
  for (const { date, values } of records) {
    const flow = ['None', '', 'Light', 'Medium', 'Heavy'][values.menstrualFlow ?? 1];
    if (flow === undefined || flow === '') continue;
    yield text.record({
      type: 'HKCategoryTypeIdentifierMenstrualFlow',
      source: 'Health',
      startMs: at(date, 8),
      value: `HKCategoryValueMenstrualFlow${flow}`,
      children: text.metadata('HKMenstrualCycleStart', values.cycleDay === 1 ? '1' : '0'),
    });
  }
  if (options.futureRecords === true) {
    const steps = { type: 'HKQuantityTypeIdentifierStepCount', source: 'iPhone', unit: 'count' } as const;
    yield text.record({ ...steps, startMs: Date.UTC(2030, 0, 1), value: 4000 });
  }
}
