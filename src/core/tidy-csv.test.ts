import { describe, expect, it } from 'vitest';
import type { DayRecord } from './day-record.ts';
import { localDate } from './local-date.ts';
import { guardFormula, unguardFormula, writeTidyCsv } from './tidy-csv.ts';

function day(date: string, rest: Partial<DayRecord>): DayRecord {
  return { date: localDate(date), values: {}, sources: {}, partial: false, ...rest };
}

describe('writeTidyCsv', () => {
  it('writes the columns that hold a value, in the order of the day fields', () => {
    const csv = writeTidyCsv([
      day('2024-05-01', { values: { steps: 8012, restingHeartRateBpm: 51.5 } }),
      day('2024-05-02', { values: { bedtimeHour: -0.75 } }),
    ]);
    expect(csv).toBe(
      'date,restingHeartRateBpm,bedtimeHour,steps\n2024-05-01,51.5,,8012\n2024-05-02,,-0.75,\n',
    );
  });

  it('puts the person first and the source and HRV method last', () => {
    const record = day('2024-05-01', {
      values: { hrvRmssdMs: 60 },
      sources: { hrvRmssdMs: 'Oura Ring' },
      hrvMethod: 'night',
    });
    expect(writeTidyCsv([record], 'Ada')).toBe(
      'person,date,hrvRmssdMs,source,hrvMethod\nAda,2024-05-01,60,Oura Ring,night\n',
    );
  });

  it('names every source of a day in one cell', () => {
    const record = day('2024-05-01', {
      values: { restingHeartRateBpm: 50, steps: 1, energyIntakeKcal: 2000 },
      sources: { restingHeartRateBpm: 'Oura', steps: 'Oura', energyIntakeKcal: 'Cronometer' },
    });
    expect(writeTidyCsv([record])).toContain(',Oura + Cronometer\n');
  });

  it('keeps texts from running as formulas and quotes what the format needs quoted', () => {
    const record = day('2024-05-01', { values: { steps: 1 }, sources: { steps: '=HYPERLINK("x",1)' } });
    expect(writeTidyCsv([record], '@Ada')).toBe(
      'person,date,steps,source\n\'@Ada,2024-05-01,1,"\'=HYPERLINK(""x"",1)"\n',
    );
  });

  it('writes only the header for no records', () => {
    expect(writeTidyCsv([])).toBe('date\n');
  });
});

describe('guardFormula', () => {
  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx', "'x", "''", 'plain', ''])('can be undone for %j', (text) => {
    expect(unguardFormula(guardFormula(text))).toBe(text);
  });

  it('guards exactly the texts that spreadsheets would run', () => {
    expect(['=1', '+1', '-1', '@x', '\tx'].map(guardFormula)).toEqual(["'=1", "'+1", "'-1", "'@x", "'\tx"]);
    expect(guardFormula('a=1')).toBe('a=1');
  });
});
