import { readDayRecords } from '#storage/day-records.ts';
import { activeVersionIds, loadVersion } from '#storage/model-versions.ts';
import { readPrediction, writePrediction } from '#storage/predictions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { ForecastMode, ForecastOutcome } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { Result } from '#core/result.ts';
import type { EngineReport, Fault } from '#core/training-job.ts';
import type { DescribeEngineInput, ModelCalls, ScenarioOutput, VersionForPrediction } from './protocol.ts';
import { startForecastWorker, type WorkerClient } from './worker-client.ts';

/** Forecasts and scenarios share one worker that stays; trainings have their own, which may be killed. */
let shared: WorkerClient<ModelCalls> | null = null;

type SharedCall = 'predictBatch' | 'scenario' | 'describeEngine' | 'supportsRelaxedSimd';

async function callShared<Name extends SharedCall>(
  name: Name,
  input: ModelCalls[Name]['input'],
  signal?: AbortSignal,
): Promise<Result<ModelCalls[Name]['output'], Fault>> {
  shared ??= startForecastWorker();
  const worker = shared;
  const result = await worker.call(name, input as never, signal === undefined ? {} : { signal });
  if (!result.ok && (result.error.kind === 'unexpected' || result.error.kind === 'outOfMemory')) {
    worker.terminate(result.error);
    if (shared === worker) shared = null;
  }
  return result as Result<ModelCalls[Name]['output'], Fault>;
}

export interface ForecastRequest {
  readonly metrics: readonly Metric[];
  /** Today in the person's time zone. */
  readonly today: LocalDate;
  /** Absent: chosen by what is known of the newest day. */
  readonly mode?: ForecastMode;
}

/**
 * One outcome per metric, in the order asked. Answers of the last 24 hours are repeated from the cache while version,
 * data, day and mode are the same; a failure of one metric does not touch the others.
 */
export async function forecastMetrics(
  db: ProfileDatabase,
  request: ForecastRequest,
): Promise<readonly ForecastOutcome[]> {
  const records = await readDayRecords(db);
  const fingerprint = fingerprintRecords(records);
  const active = await activeVersionIds(db);
  return await Promise.all(
    request.metrics.map(async (metric) => {
      const versionId = active[metric] ?? null;
      const key = [metric, versionId ?? 'none', fingerprint, request.today, request.mode ?? 'auto'].join('|');
      const cached = await readPrediction(db, key, Date.now());
      if (cached !== null) return cached;
      const outcome = await forecastOne(db, records, metric, versionId, request);
      if (outcome.kind !== 'failed')
        await writePrediction(db, key, outcome, Date.now()).catch(() => undefined);
      return outcome;
    }),
  );
}

async function forecastOne(
  db: ProfileDatabase,
  records: readonly DayRecord[],
  metric: Metric,
  versionId: string | null,
  { today, mode }: ForecastRequest,
): Promise<ForecastOutcome> {
  const model = await loadForPrediction(db, versionId);
  if (!model.ok) return { kind: 'failed', metric, reason: describeFault(model.error) };
  const input = { metric, records, model: model.value, today, ...(mode === undefined ? {} : { mode }) };
  const result = await callShared('predictBatch', [input]);
  if (!result.ok) return { kind: 'failed', metric, reason: describeFault(result.error) };
  return result.value[0] ?? { kind: 'failed', metric, reason: 'The worker gave no answer.' };
}

function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'badArtifacts':
    case 'engineUnavailable':
      return fault.reason;
    case 'unexpected':
      return fault.message;
    default:
      return fault.kind;
  }
}

async function loadForPrediction(
  db: ProfileDatabase,
  versionId: string | null,
): Promise<Result<VersionForPrediction | null, Fault>> {
  if (versionId === null) return { ok: true, value: null };
  const loaded = await loadVersion(db, versionId);
  if (!loaded.ok) return loaded;
  const { version, model } = loaded.value;
  return {
    ok: true,
    value: {
      id: version.id,
      version: version.version,
      description: version.description,
      parameters: model.state.parameters,
    },
  };
}

export interface ScenarioRequest extends ForecastRequest {
  /** Raw values of the as-of day that replace the recorded ones. */
  readonly edits: DayValues;
}

/** What days like the edited one were followed by, for each metric; aborting gives `cancelled` at once. */
export async function runScenario(
  db: ProfileDatabase,
  request: ScenarioRequest,
  signal: AbortSignal,
): Promise<Result<readonly ScenarioOutput[], Fault>> {
  const records = await readDayRecords(db);
  const active = await activeVersionIds(db);
  const targets: { metric: Metric; model: VersionForPrediction | null }[] = [];
  for (const metric of request.metrics) {
    const model = await loadForPrediction(db, active[metric] ?? null);
    if (!model.ok) return model;
    targets.push({ metric, model: model.value });
  }
  const { today, edits, mode } = request;
  return await callShared(
    'scenario',
    { records, today, edits, targets, ...(mode === undefined ? {} : { mode }) },
    signal,
  );
}

/** Which engine a choice leads to on this device, and why. */
export async function describeEngine(input: DescribeEngineInput): Promise<Result<EngineReport, Fault>> {
  return await callShared('describeEngine', input);
}

/** Whether the relaxed build of the WebAssembly engine can run in this browser. */
export async function supportsRelaxedSimd(): Promise<boolean> {
  const answer = await callShared('supportsRelaxedSimd', null);
  return answer.ok && answer.value;
}
