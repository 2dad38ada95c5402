import { describe, expect, it } from 'vitest';
import { parseOne, problemTexts, valuesByDate } from '../parse-one.fixture.ts';

interface Wording {
  readonly titles: readonly [string, string, string, string];
  /** 24 and 25 January 2016 as the profile writes them, and the clock of a sleep. */
  readonly days: readonly [string, string];
  readonly times: readonly [string, string];
}

const AMERICAN: Wording = {
  titles: ['Body', 'Foods', 'Activities', 'Sleep'],
  days: ['01/24/2016', '01/25/2016'],
  times: ['01/24/2016 11:15PM', '01/25/2016 7:05AM'],
};

const DUTCH: Wording = {
  titles: ['Lichaam', 'Voedingsmiddelen', 'Activiteiten', 'Slaap'],
  days: ['24-01-2016', '25-01-2016'],
  times: ['24-01-2016 23:15', '25-01-2016 07:05'],
};

function write({ titles, days, times }: Wording): string {
  const [body, foods, activities, sleep] = titles;
  return [
    body,
    'Date,Weight,BMI,Fat',
    `"${days[0]}","165.3","25.36","21.4"`,
    `"${days[1]}","0","0","0"`,
    '',
    foods,
    'Date,Calories In',
    `"${days[0]}","2,043"`,
    `"${days[1]}","0"`,
    '',
    'Food Log 20160124',
    'Meal,Food,Calories',
    '"Breakfast"',
    '"","Fat","150"',
    '"Daily Totals"',
    '"","Calories","2,043"',
    '"","Fat","80 g"',
    '"","Fiber","21 g"',
    '"","Sodium","2,300 mg"',
    '"","Water","1,500 ml"',
    '',
    activities,
    'Date,Calories Burned,Steps,Distance,Floors,Minutes Sedentary,Minutes Lightly Active,Minutes Fairly Active,Minutes Very Active,Activity Calories',
    `"${days[0]}","2,811","12,345","5.7","14","700","210","31","42","1,402"`,
    `"${days[1]}","1,650","0","0","0","1,440","0","0","0","0"`,
    '',
    sleep,
    'Start Time,End Time,Minutes Asleep,Minutes Awake,Number of Awakenings,Time in Bed,Minutes REM Sleep,Minutes Light Sleep,Minutes Deep Sleep',
    `"${times[0]}","${times[1]}","420","50","3","470","95","245","80"`,
    '',
  ].join('\n');
}

const EXPECTED = {
  '2016-01-24': {
    weightKg: 165.3 * 0.45359237,
    bodyFatPercent: 21.4,
    energyIntakeKcal: 2043,
    foodLogged: 1,
    fatG: 80,
    fiberG: 21,
    sodiumMg: 2300,
    waterMl: 1500,
    totalEnergyKcal: 2811,
    steps: 12_345,
    distanceM: 5.7 * 1609.344,
    floors: 14,
    activeMinutes: 73,
    highIntensityMinutes: 42,
    activeEnergyKcal: 1402,
  },
  '2016-01-25': {
    sleepMinutes: 420,
    sleepAwakeMinutes: 50,
    sleepEfficiency: 420 / 470,
    sleepRemMinutes: 95,
    sleepLightMinutes: 245,
    sleepDeepMinutes: 80,
    bedtimeHour: -0.75,
    wakeHour: 7 + 5 / 60,
  },
};

describe('the CSV with blocks of fitbit.com', () => {
  it.each([
    ['American', AMERICAN],
    ['Dutch', DUTCH],
  ])('gives the days of every block, %s', async (_name, wording) => {
    const file = await parseOne(write(wording), { name: 'fitbit_export.csv' });
    expect(file.format).toBe('fitbit');
    expect(valuesByDate(file)).toEqual(EXPECTED);
    expect(file.rowsRejected).toBe(0);
  });

  it('is read after a spreadsheet saved it with other separators', async () => {
    const saved = write(AMERICAN)
      .split('\n')
      .map((line) =>
        line
          .replaceAll('","', ';')
          .replaceAll(/(?<=[A-Za-z]),(?=[A-Z])/g, ';')
          .replaceAll('"', '')
          .replaceAll(',', ''),
      )
      .map((line) => (line === 'Body' ? 'Body;;;' : line))
      .join('\r\n')
      .replace('165.3;25.36;21.4', '165,3;25,36;21,4')
      .replace(';5.7;', ';5,7;');
    const file = await parseOne(`\ufeff${saved}`, { name: 'x.csv' });
    expect(valuesByDate(file)['2016-01-24']).toMatchObject({ steps: 12_345, bodyFatPercent: 21.4 });
  });

  it('tells the order of day and month from neighbouring dates, and says so where it cannot', async () => {
    const foods = (dates: readonly string[]): string =>
      ['Foods', 'Date,Calories In', ...dates.map((date) => `"${date}","2,000"`), ''].join('\n');
    const clear = await parseOne(foods(['02-03-2016', '03-03-2016', '04-03-2016']));
    expect(Object.keys(valuesByDate(clear))).toEqual(['2016-03-02', '2016-03-03', '2016-03-04']);
    const monthFirst = await parseOne(foods(['03/02/2016', '03/03/2016', '03/04/2016']));
    expect(Object.keys(valuesByDate(monthFirst))).toEqual(['2016-03-02', '2016-03-03', '2016-03-04']);
    const single = await parseOne(foods(['02-03-2016']));
    expect(Object.keys(valuesByDate(single))).toEqual(['2016-03-02']);
    expect(problemTexts(single)).toContainEqual(expect.stringContaining('dateOrder: '));
  });

  it('leaves other tables alone', async () => {
    for (const text of [
      'Activities\nName,Date\nRun,2024-05-01\n',
      'My notes\na,b,c,d\n2024-05-01,1,2,3\n',
      'Report\nDate,Kcal\n2024-05-01,2000\n',
    ]) {
      expect((await parseOne(text)).format).toBeNull();
    }
  });
});
