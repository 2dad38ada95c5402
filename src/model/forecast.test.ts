import { describe, expect, it } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import { pickValues } from '#core/finished-days.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import { forecastMetric } from './forecast.ts';

const RECORDS = testPersona().records;
const LAST = RECORDS.at(-1)?.date ?? localDate('2024-01-01');

const ask = (records: readonly DayRecord[], today = LAST, mode?: 'evening' | 'morning') =>
  forecastMetric({
    metric: 'restingHeartRate',
    records,
    model: null,
    today,
    ...(mode === undefined ? {} : { mode }),
  });

/** The newest day as it is in the morning of an export: its night only. */
function endInTheMorning(records: readonly DayRecord[]): readonly DayRecord[] {
  return records.map((record) => (record.date === LAST ? { ...record, partial: true } : record));
}

describe('forecast without a trained model', () => {
  it('is the best simple forecast of the day after the newest, with nested ranges', async () => {
    const outcome = await ask(RECORDS);
    if (outcome.kind !== 'noModel') throw new Error(outcome.kind);
    const { forecast } = outcome;
    expect(forecast.date).toBe(addDays(LAST, 1));
    expect(forecast.origin.kind).toBe('baseline');
    expect(forecast.intervals.map(({ level }) => level)).toEqual([0.5, 0.8, 0.9]);
    const lows = forecast.intervals.map(({ low }) => low);
    expect([...lows].sort((a, b) => b - a)).toEqual(lows);
    expect(forecast.deviation).toBeCloseTo(forecast.value - forecast.mean30, 10);
  });

  it('says so when the data end days ago and forecasts the day after they end', async () => {
    const outcome = await ask(RECORDS, addDays(LAST, 9));
    expect(outcome).toMatchObject({
      kind: 'staleData',
      ageDays: 9,
      lastDate: LAST,
      forecast: { date: addDays(LAST, 1) },
    });
    expect((await ask(RECORDS, addDays(LAST, 2))).kind).toBe('noModel');
  });

  it('is stale where its own metric ended, however fresh the others are', async () => {
    const ended = addDays(LAST, -20);
    const records = RECORDS.map((record) => {
      const values = pickValues(record.values, (field) => field !== 'restingHeartRateBpm');
      return record.date > ended ? { ...record, values } : record;
    });
    const lastWithMetric = records.findLast(({ values }) => (values.restingHeartRateBpm ?? 0) > 0)?.date;
    const outcome = await ask(records);
    expect(outcome).toMatchObject({ kind: 'staleData', lastDate: lastWithMetric });
  });

  it('is the personal average, with the own spread, under 30 values', async () => {
    const outcome = await ask(RECORDS.slice(-20));
    if (outcome.kind !== 'tooLittleData') throw new Error(outcome.kind);
    expect(outcome.need).toBe(30);
    expect(outcome.have).toBeLessThanOrEqual(20);
    expect(outcome.forecast).toMatchObject({ origin: { kind: 'average' }, intervalKind: 'ownSpread' });
  });

  it('is nothing at all without a single value', async () => {
    expect(await ask([])).toEqual({ kind: 'tooLittleData', have: 0, need: 30, forecast: null });
  });
});

describe('morning and evening', () => {
  it('looks from the unfinished day in the morning and from the last full one in the evening', async () => {
    const morning = await ask(endInTheMorning(RECORDS));
    expect(morning).toMatchObject({ forecast: { mode: 'morning', asOf: LAST } });
    const evening = await ask(endInTheMorning(RECORDS), LAST, 'evening');
    expect(evening).toMatchObject({ forecast: { mode: 'evening', asOf: addDays(LAST, -1) } });
  });

  it('takes the behaviours of the unfinished day to be the usual ones, and names them', async () => {
    const outcome = await ask(endInTheMorning(RECORDS));
    const quality = 'forecast' in outcome ? outcome.forecast?.dataQuality : undefined;
    expect(quality?.assumedInputs).toContain('Steps');
    expect(quality?.assumedInputs).not.toContain('Sleep');
  });
});
