import { withoutSources } from '#core/day-record.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import type { Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { RequirementsInput } from './protocol.ts';
import { callShared } from './shared-worker.ts';

/**
 * What a training of each metric needs and has, in the order of `metrics`. In the worker: over years of days it takes
 * a multiple of what a page may stop for.
 */
export async function checkRequirements(
  { records, metrics, config }: RequirementsInput,
  signal: AbortSignal,
): Promise<Result<readonly RequirementsReport[], Fault>> {
  const days = records.map(withoutSources);
  return await callShared('checkRequirements', { records: days, metrics, config }, signal);
}
