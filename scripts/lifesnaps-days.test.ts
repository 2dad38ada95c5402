import { describe, expect, it } from 'vitest';
import { convertLifeSnaps } from './lifesnaps-days.ts';

const COLUMNS =
  'id,date,resting_hr,rmssd,nremhr,nightly_temperature,daily_temperature_variation,spo2,full_sleep_breathing_rate,' +
  'stress_score,calories,distance,bpm,lightly_active_minutes,moderately_active_minutes,very_active_minutes,' +
  'sedentary_minutes,sleep_duration,minutesToFallAsleep,minutesAsleep,minutesAwake,minutesAfterWakeup,' +
  'sleep_efficiency,steps,filteredDemographicVO2Max,activityType';

/** Invented people; the cells of a row by column, all others empty. */
function table(...rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = rows.map((row) =>
    COLUMNS.split(',')
      .map((column) => row[column] ?? '')
      .join(','),
  );
  return [COLUMNS, ...lines].join('\n');
}

/** The converted rows as objects without their empty cells. */
function convert(...rows: readonly Readonly<Record<string, string>>[]): Record<string, string>[] {
  const [header = '', ...lines] = convertLifeSnaps(table(...rows))
    .csv.trim()
    .split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    const named = header.split(',').map((column, index): [string, string] => [column, cells[index] ?? '']);
    return Object.fromEntries(named.filter(([, value]) => value !== ''));
  });
}

const WORN = { sedentary_minutes: '700.0', lightly_active_minutes: '200.0' };

describe('LifeSnaps to tidy CSV', () => {
  it('maps every field of a full day into the units of the day record', () => {
    const day = {
      id: '7',
      date: '2030-01-05',
      resting_hr: '58.25',
      rmssd: '41.5',
      nremhr: '55.0',
      nightly_temperature: '34.0',
      daily_temperature_variation: '-0.5',
      spo2: '96.0',
      full_sleep_breathing_rate: '14.5',
      stress_score: '71.0',
      calories: '2400.5',
      distance: '6500.0',
      bpm: '70.0',
      lightly_active_minutes: '150.0',
      moderately_active_minutes: '20.0',
      very_active_minutes: '30.0',
      sedentary_minutes: '700.0',
      sleep_duration: '28800000.0',
      minutesAsleep: '432.0',
      minutesAwake: '48.0',
      sleep_efficiency: '93.0',
      steps: '9000.0',
      filteredDemographicVO2Max: '45.000000000000001',
      activityType: "\"['Run', 'Walk']\"",
    };
    expect(convert(day)).toEqual([
      {
        person: '7',
        date: '2030-01-05',
        restingHeartRateBpm: '58.25',
        hrvRmssdMs: '41.5',
        sleepMinutes: '432',
        sleepAwakeMinutes: '48',
        sleepEfficiency: '0.9',
        respiratoryRateBrpm: '14.5',
        spo2Percent: '96',
        skinTemperatureDeviationC: '-0.5',
        sleepingHeartRateBpm: '55',
        steps: '9000',
        distanceM: '6500',
        totalEnergyKcal: '2400.5',
        activeMinutes: '50',
        highIntensityMinutes: '30',
        stressScore: '71',
        vo2MaxMlKgMin: '45',
      },
    ]);
  });

  it('takes a zero for missing where zero is how the table writes missing', () => {
    const zeros = {
      resting_hr: '0.0',
      rmssd: '0.0',
      nremhr: '0.0',
      full_sleep_breathing_rate: '0.0',
      stress_score: '0.0',
      minutesAsleep: '0.0',
      steps: '0.0',
      distance: '0.0',
    };
    expect(convert({ id: '1', date: '2030-01-05', ...zeros, spo2: '95.0' })).toEqual([
      { person: '1', date: '2030-01-05', spo2Percent: '95' },
    ]);
  });

  it('keeps no activity of a worn day as zero and leaves out the day without the watch', () => {
    const none = { moderately_active_minutes: '0.0', very_active_minutes: '0.0', calories: '1800.0' };
    const days = convert(
      { id: '1', date: '2030-01-05', resting_hr: '60', ...WORN, ...none },
      {
        id: '1',
        date: '2030-01-06',
        resting_hr: '60',
        sedentary_minutes: '1440.0',
        lightly_active_minutes: '0.0',
        ...none,
      },
    );
    expect(days.map(({ activeMinutes, totalEnergyKcal }) => [activeMinutes, totalEnergyKcal])).toEqual([
      ['0', '1800'],
      [undefined, undefined],
    ]);
  });

  it('leaves out values outside the plausible range, dates that do not exist and rows without a value', () => {
    const conversion = convertLifeSnaps(
      table(
        { id: '1', date: '2030-01-05', resting_hr: '250', spo2: '97' },
        { id: '1', date: '2030-02-30', resting_hr: '60' },
        { id: '1', date: '2030-01-06', sedentary_minutes: '1440.0' },
      ),
    );
    expect(conversion).toMatchObject({ people: 1, days: 1, leftOut: 2 });
    expect(conversion.csv).not.toContain('250');
  });

  it('orders people by number and each by date', () => {
    const rows = [
      ['10', '2030-01-01'],
      ['2', '2030-01-02'],
      ['2', '2030-01-01'],
    ] as const;
    const days = convert(...rows.map(([id, date]) => ({ id, date, resting_hr: '60' })));
    expect(days.map(({ person, date }) => [person, date])).toEqual([
      ['2', '2030-01-01'],
      ['2', '2030-01-02'],
      ['10', '2030-01-01'],
    ]);
  });

  it('says which columns another table lacks', () => {
    expect(() => convertLifeSnaps('a,b\n1,2\n')).toThrow('no column id, date, resting_hr, rmssd');
  });
});
