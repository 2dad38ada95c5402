import { readMarkedDays } from '#storage/annotations.ts';
import { readDayRecords } from '#storage/day-records.ts';
import { recordForecasts } from '#storage/ledger.ts';
import { activeVersionIds } from '#storage/model-versions.ts';
import { readPrediction, writePrediction } from '#storage/predictions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { ForecastMode, ForecastOutcome } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { packDays } from '#core/packed-days.ts';
import type { Result } from '#core/result.ts';
import type { EngineReport, Fault } from '#core/training-job.ts';
import type { DescribeEngineInput } from './protocol.ts';
import { callShared } from './shared-worker.ts';
import { loadForPrediction } from './version-for-prediction.ts';

export interface ForecastRequest {
  readonly metrics: readonly Metric[];
  /** Today in the person's time zone. */
  readonly today: LocalDate;
  /** Absent: chosen by what is known of the newest day. */
  readonly mode?: ForecastMode;
}

/**
 * One outcome per metric, in the order asked. Answers of the last 24 hours are repeated from the cache while version,
 * data, day and mode are the same; a failure of one metric does not touch the others. Forecasts of days to come are
 * entered in the ledger.
 */
export async function forecastMetrics(
  db: ProfileDatabase,
  request: ForecastRequest,
): Promise<readonly ForecastOutcome[]> {
  const records = await readMarkedDays(db);
  const fingerprint = fingerprintRecords(records);
  const active = await activeVersionIds(db);
  const outcomes = await Promise.all(
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
  // A full disk costs the entry, not the forecast.
  await enterInLedger(db, outcomes).catch(() => undefined);
  return outcomes;
}

/** Whether a day has come is asked of the days as imported: a mark does not make it a day to come again. */
async function enterInLedger(db: ProfileDatabase, outcomes: readonly ForecastOutcome[]): Promise<void> {
  const forecasts = outcomes.flatMap((outcome) =>
    outcome.kind === 'failed' || outcome.forecast === null ? [] : [outcome.forecast],
  );
  await recordForecasts(db, forecasts, await readDayRecords(db), Date.now());
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
  const input = {
    metric,
    days: packDays(records),
    model: model.value,
    today,
    ...(mode === undefined ? {} : { mode }),
  };
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

/** Which engine a choice leads to on this device, and why. */
export async function describeEngine(input: DescribeEngineInput): Promise<Result<EngineReport, Fault>> {
  return await callShared('describeEngine', input);
}

/** Whether the relaxed build of the WebAssembly engine can run in this browser. */
export async function supportsRelaxedSimd(): Promise<boolean> {
  const answer = await callShared('supportsRelaxedSimd', null);
  return answer.ok && answer.value;
}
