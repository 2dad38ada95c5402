import { useEffect, useState } from 'react';
import type { Metric } from '#core/metric.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import { checkRequirements, type RequirementsQuestion } from '#workers/requirements-client.ts';

export interface MetricRequirements {
  readonly metric: Metric;
  readonly report: RequirementsReport;
}

const NONE: readonly MetricRequirements[] = [];

/**
 * What each metric needs and has, as the days and settings change; empty until the worker has answered, and where
 * `question` is null. Of another choice of settings the answer before is shown until the new one is there.
 */
export function useRequirements(question: RequirementsQuestion | null): {
  readonly reports: readonly MetricRequirements[];
  /** True where the reports are of the question asked now. */
  readonly current: boolean;
} {
  const [answer, setAnswer] = useState<{
    question: RequirementsQuestion;
    reports: readonly MetricRequirements[];
  } | null>(null);
  useEffect(() => {
    if (question === null) return;
    const controller = new AbortController();
    void checkRequirements(question, controller.signal).then((result) => {
      if (controller.signal.aborted || !result.ok) return;
      const reports = question.metrics.flatMap((metric, index) => {
        const report = result.value[index];
        return report === undefined ? [] : [{ metric, report }];
      });
      setAnswer({ question, reports });
    });
    return () => {
      controller.abort();
    };
  }, [question]);
  if (question === null || answer === null) return { reports: NONE, current: false };
  return { reports: answer.reports, current: answer.question === question };
}
