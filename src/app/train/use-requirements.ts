import { useEffect, useState } from 'react';
import type { Metric } from '#core/metric.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import type { Fault } from '#core/training-job.ts';
import { checkRequirements, type RequirementsQuestion } from '#workers/requirements-client.ts';

export interface MetricRequirements {
  readonly metric: Metric;
  readonly report: RequirementsReport;
}

const NONE: readonly MetricRequirements[] = [];

export interface RequirementsAnswer {
  readonly reports: readonly MetricRequirements[];
  /** True where the reports are of the question asked now. */
  readonly current: boolean;
  /** Why the question asked now has no answer; null where it has one or waits for it. */
  readonly fault: Fault | null;
}

/**
 * What each metric needs and has, as the days and settings change; empty until the worker has answered, and where
 * `question` is null. Of another choice of settings the answer before is shown until the new one is there.
 */
export function useRequirements(question: RequirementsQuestion | null): RequirementsAnswer {
  const [answer, setAnswer] = useState<{
    readonly question: RequirementsQuestion;
    readonly reports: readonly MetricRequirements[];
    readonly fault: Fault | null;
  } | null>(null);
  useEffect(() => {
    if (question === null) return;
    const controller = new AbortController();
    void checkRequirements(question, controller.signal).then((result) => {
      if (controller.signal.aborted) return;
      setAnswer({
        question,
        reports: result.ok ? pairReports(question, result.value) : NONE,
        fault: result.ok ? null : result.error,
      });
    });
    return () => {
      controller.abort();
    };
  }, [question]);
  if (question === null || answer === null) return { reports: NONE, current: false, fault: null };
  const current = answer.question === question;
  return { reports: answer.reports, current, fault: current ? answer.fault : null };
}

function pairReports(
  { metrics }: RequirementsQuestion,
  reports: readonly RequirementsReport[],
): readonly MetricRequirements[] {
  return metrics.flatMap((metric, index) => {
    const report = reports[index];
    return report === undefined ? [] : [{ metric, report }];
  });
}
