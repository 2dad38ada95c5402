import type { DayField, DayValues } from '#core/day-record.ts';
import type { Forecast } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import { applyScenario, SCENARIO_FIELDS } from '#core/scenario.ts';
import { prepareEvidence, toMetricUnits, type ScenarioWitnesses } from '#core/scenario-evidence.ts';
import { prepareSupport, type SupportMeasure } from '#core/support.ts';
import { lookFrom, replaceAsOfDay, type AsOfDays, type AsOfRequest } from './as-of-days.ts';
import { forecastOnce, prepareForecast, type ForecastTarget, type PreparedForecast } from './forecast.ts';

export interface ScenarioRequest extends Omit<AsOfRequest, 'metric'> {
  readonly targets: readonly ForecastTarget[];
}

export interface ScenarioForecast {
  readonly metric: ForecastTarget['metric'];
  readonly unedited: Forecast | null;
  /** Null where the person has no days like the edited one: no number rather than a guess. */
  readonly edited: Forecast | null;
  readonly unsupported: boolean;
  readonly similarDays: number;
  /** The nearest of them, at most `LISTED_DAYS`, nearest first. */
  readonly nearest: readonly LocalDate[];
  /** What the person's own days say of the difference; null where nothing is edited or supported. */
  readonly witnesses: ScenarioWitnesses | null;
}

const LISTED_DAYS = 10;

const UNASKED = { similarDays: 0, nearest: [], witnesses: null };

/** The days and networks behind a set of sliders, with everything done that no slider moves. */
export interface PreparedScenario {
  /**
   * The forecasts after the as-of day as it was and as edited, one per target; every feature of the edited day is
   * computed anew. `edits`: raw values of the as-of day that replace the recorded ones.
   */
  forecast(edits: DayValues): Promise<readonly ScenarioForecast[]>;
  dispose(): void;
}

/** The caller disposes what it gets. Throws `EngineFault`. */
export async function prepareScenario({ targets, ...request }: ScenarioRequest): Promise<PreparedScenario> {
  const prepared: PreparedTarget[] = [];
  const supports = new Map<string, MeasureMaker>();
  const dispose = (): void => {
    for (const target of prepared) target.dispose();
  };
  try {
    for (const target of targets) {
      const days = lookFrom({ ...request, metric: target.metric });
      prepared.push(
        days === null
          ? prepareNothing(target)
          : await prepareTarget(target, days, shareSupport(supports, days)),
      );
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    forecast: async (edits) => {
      const results: ScenarioForecast[] = [];
      for (const target of prepared) results.push(await target.forecast(edits));
      return results;
    },
    dispose,
  };
}

/** `prepareScenario` for one question. */
export async function forecastScenario({
  edits,
  ...request
}: ScenarioRequest & { readonly edits: DayValues }): Promise<readonly ScenarioForecast[]> {
  const scenario = await prepareScenario(request);
  try {
    return await scenario.forecast(edits);
  } finally {
    scenario.dispose();
  }
}

interface PreparedTarget {
  forecast(edits: DayValues): Promise<ScenarioForecast>;
  dispose(): void;
}

/** Without a single day. */
function prepareNothing({ metric }: ForecastTarget): PreparedTarget {
  const nothing = { metric, unedited: null, edited: null, unsupported: true, ...UNASKED };
  return { forecast: () => Promise.resolve(nothing), dispose: () => undefined };
}

async function prepareTarget(
  target: ForecastTarget,
  days: AsOfDays,
  measureSupport: MeasureMaker,
): Promise<PreparedTarget> {
  const { metric } = target;
  const prepared = await prepareForecast(target, days);
  const unedited = await prepared.forecast(days);
  const evidence = prepareEvidence(days.grid, metric, SCENARIO_FIELDS);
  return {
    forecast: async (edits) => {
      if (Object.keys(edits).length === 0) {
        return { metric, unedited, edited: unedited, unsupported: false, ...UNASKED };
      }
      const edited = replaceAsOfDay(days, applyScenario(days.day, edits), metric);
      const measure = measureSupport(edits);
      const { supported, similarDays } = measure(edited.day.values);
      const witnesses = (from: number): ScenarioWitnesses => {
        const line = evidence.line(days.day.values, edited.day.values);
        const followed = evidence.followed(similarDays, measure(days.day.values).similarDays);
        return {
          line: line === null ? null : toMetricUnits(metric, from, line),
          followed: followed === null ? null : toMetricUnits(metric, from, followed),
        };
      };
      return {
        metric,
        unedited,
        edited: supported ? await forecastEdited(target, prepared, { days, edited }) : null,
        unsupported: !supported,
        similarDays: similarDays.length,
        nearest: similarDays.slice(0, LISTED_DAYS),
        witnesses: supported && unedited !== null ? witnesses(unedited.value) : null,
      };
    },
    dispose: () => {
      prepared.dispose();
    },
  };
}

async function forecastEdited(
  target: ForecastTarget,
  prepared: PreparedForecast,
  { days, edited }: { readonly days: AsOfDays; readonly edited: AsOfDays },
): Promise<Forecast | null> {
  // No slider moves the metric itself; an edit that does moves everything that was prepared.
  const moved = !Object.is(edited.series.at(-1), days.series.at(-1));
  return moved ? await forecastOnce(target, edited) : await prepared.forecast(edited);
}

type MeasureMaker = (edits: DayValues) => SupportMeasure;

/** Metrics that look from the same day in the same mode look at the same days. */
function shareSupport(made: Map<string, MeasureMaker>, days: AsOfDays): MeasureMaker {
  const key = `${days.mode} ${days.asOf}`;
  const maker = made.get(key) ?? rememberSupport(days);
  made.set(key, maker);
  return maker;
}

/** Keeps the measure of the fields asked last: a slider asks for the same ones at every step. */
function rememberSupport({ records, asOf }: AsOfDays): MeasureMaker {
  let last: { readonly asked: string; readonly measure: SupportMeasure } | null = null;
  return (edits) => {
    const fields = Object.keys(edits) as DayField[];
    const asked = fields.join(' ');
    if (last?.asked !== asked) last = { asked, measure: prepareSupport(records, asOf, fields) };
    return last.measure;
  };
}
