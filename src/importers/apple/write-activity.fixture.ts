import type { DayRecord } from '#core/day-record.ts';
import type { ExportScene } from './export-scene.fixture.ts';
import type { HealthRecord } from './export-text.fixture.ts';

const KJ_PER_KCAL = 4.184;
const M_PER_MI = 1609.344;
/** Steps and energy are written in pieces over these hours of the day. */
const HOURS = [8, 12, 17, 21];

type Amount = Pick<HealthRecord, 'type' | 'unit'> & { readonly total: number };

/** What adds up over a day, the workouts, and Apple's own sums; with heart rates as many as are asked for. */
export function* writeActivity(scene: ExportScene): Generator<string> {
  const { records, options, text } = scene;
  for (const record of records) yield* writeSums(scene, record);
  if ((options.heartRatesPerDay ?? 0) > 0)
    for (const record of records) yield* writeHeartRates(scene, record);
  for (const record of records) yield* writeWorkouts(scene, record);
  if (options.noSummaries === true) return;
  for (const { date, values } of records) {
    const { activeEnergyKcal, activeMinutes } = values;
    if (activeEnergyKcal === undefined && activeMinutes === undefined) continue;
    const unit = options.otherUnits === true ? 'kJ' : 'Cal';
    const scale = options.otherUnits === true ? KJ_PER_KCAL : 1;
    yield text.tag('ActivitySummary', [
      ['dateComponents', date],
      ['activeEnergyBurned', (activeEnergyKcal ?? 0) * scale],
      ['activeEnergyBurnedGoal', 500 * scale],
      ['activeEnergyBurnedUnit', unit],
      ['appleExerciseTime', activeMinutes ?? 0],
      ['appleExerciseTimeGoal', 30],
      ['appleStandHours', 11],
      ['appleStandHoursGoal', 12],
    ]);
  }
  // Rings of a day without a watch are drawn empty.
  yield text.tag('ActivitySummary', [
    ['dateComponents', '1999-12-30'],
    ['activeEnergyBurned', 0],
    ['activeEnergyBurnedUnit', 'Cal'],
    ['appleExerciseTime', 0],
    ['appleStandHours', 0],
  ]);
}

function amountsOf({ values }: DayRecord, otherUnits: boolean): readonly Amount[] {
  const { steps, distanceM, floors, activeEnergyKcal, totalEnergyKcal, activeMinutes } = values;
  const basal = (totalEnergyKcal ?? NaN) - (activeEnergyKcal ?? NaN);
  const energy = otherUnits ? { unit: 'kJ', scale: KJ_PER_KCAL } : { unit: 'Cal', scale: 1 };
  const length = otherUnits ? { unit: 'mi', scale: 1 / M_PER_MI } : { unit: 'km', scale: 0.001 };
  const amount = (type: string, unit: string, total: number | undefined): Amount => ({
    type: `HKQuantityTypeIdentifier${type}`,
    unit,
    total: total ?? NaN,
  });
  return [
    amount('StepCount', 'count', steps),
    amount('DistanceWalkingRunning', length.unit, (distanceM ?? NaN) * length.scale),
    amount('FlightsClimbed', 'count', floors),
    amount('ActiveEnergyBurned', energy.unit, (activeEnergyKcal ?? NaN) * energy.scale),
    amount('BasalEnergyBurned', energy.unit, basal * energy.scale),
    amount('AppleExerciseTime', 'min', activeMinutes),
  ].filter(({ total }) => !Number.isNaN(total));
}

function* writeSums({ options, text, at }: ExportScene, record: DayRecord): Generator<string> {
  for (const { type, unit, total } of amountsOf(record, options.otherUnits === true)) {
    const written = { type, ...(unit === undefined ? {} : { unit }) };
    for (const hour of HOURS) {
      const startMs = at(record.date, hour);
      const piece = { ...written, startMs, endMs: startMs + 600_000 };
      yield text.record({ ...piece, source: 'Apple Watch', value: total / HOURS.length });
      if (options.phoneToo === true && !type.endsWith('EnergyBurned')) {
        yield text.record({ ...piece, source: 'iPhone', value: total / HOURS.length / 2 });
      }
    }
  }
}

function* writeHeartRates({ options, text, at }: ExportScene, { date }: DayRecord): Generator<string> {
  const count = options.heartRatesPerDay ?? 0;
  const first = at(date, 10);
  for (let i = 0; i < count; i++) {
    yield text.record({
      type: 'HKQuantityTypeIdentifierHeartRate',
      source: 'Apple Watch',
      unit: 'count/min',
      startMs: first + Math.floor((i / count) * 36_000) * 1000,
      value: 60 + ((i * 37) % 70),
      ...(i % 4 === 0 ? { children: text.metadata('HKMetadataKeyHeartRateMotionContext', '0') } : {}),
    });
  }
}

const ACTIVITIES = {
  cardio: 'Running',
  strength: 'TraditionalStrengthTraining',
  flexibility: 'Yoga',
} as const;

function* writeWorkouts({ options, text, at }: ExportScene, { date, values }: DayRecord): Generator<string> {
  const { workoutCount = 0, workoutIntensity } = values;
  const kinds = (['cardio', 'strength', 'flexibility'] as const).filter(
    (kind) => (values[`${kind}Minutes`] ?? 0) > 0,
  );
  for (const [index, kind] of kinds.entries()) {
    // What is more than one of each kind are several of the first.
    const parts = index === 0 ? Math.max(1, workoutCount - kinds.length + 1) : 1;
    for (let part = 0; part < parts; part++) {
      const minutes = (values[`${kind}Minutes`] ?? 0) / parts;
      const startMs = at(date, 10 + 3 * index + part);
      const span = [
        ['startDate', text.date(startMs)],
        [
          options.duplicateAttributes === true ? 'startDate' : 'endDate',
          text.date(startMs + minutes * 60_000),
        ],
      ] as const;
      const children = [
        options.zoneMetadata === true ? text.metadata('HKTimeZone', options.timeZone ?? 'UTC') : '',
        workoutIntensity === undefined
          ? ''
          : text.metadata('HKAverageMETs', `${String(1 + 11 * workoutIntensity)} kcal/hr·kg`),
        text.tag('WorkoutEvent', [['type', 'HKWorkoutEventTypePause']]),
        text.tag('WorkoutStatistics', [
          ['type', 'HKQuantityTypeIdentifierHeartRate'],
          ...span,
          ['average', 131.5],
          ['minimum', 90],
          ['maximum', 160],
          ['unit', 'count/min'],
        ]),
        '  <WorkoutRoute sourceName="Apple Watch">\n   <FileReference path="/workout-routes/route.gpx"/>\n  </WorkoutRoute>\n',
      ];
      yield text.tag(
        'Workout',
        [
          ['workoutActivityType', `HKWorkoutActivityType${ACTIVITIES[kind]}`],
          ['duration', minutes],
          ['durationUnit', 'min'],
          ['sourceName', options.noBreakSpaces === true ? 'Ada\u2019s Apple\u00a0Watch' : 'Apple Watch'],
          ['sourceVersion', '10.4'],
          ['creationDate', text.date(startMs)],
          ['startDate', text.date(startMs)],
          ['endDate', text.date(startMs + (minutes + 7) * 60_000)],
        ],
        children.join(''),
      );
    }
  }
}
