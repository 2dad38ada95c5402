import type { DayRecord } from '#core/day-record.ts';
import type { Metric } from '#core/metric.ts';
import { packDays } from '#core/packed-days.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import type { Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import { callShared } from './shared-worker.ts';

export interface RequirementsQuestion {
  readonly records: readonly DayRecord[];
  readonly metrics: readonly Metric[];
  readonly config: TrainingConfig;
}

/**
 * What a training of each metric needs and has, in the order of `metrics`. In the worker: over years of days it takes
 * a multiple of what a page may stop for.
 */
export async function checkRequirements(
  { records, metrics, config }: RequirementsQuestion,
  signal: AbortSignal,
): Promise<Result<readonly RequirementsReport[], Fault>> {
  return await callShared('checkRequirements', { days: packDays(records), metrics, config }, signal);
}
