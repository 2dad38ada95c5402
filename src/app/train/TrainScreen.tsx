import { useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Metric } from '#core/metric.ts';
import { PRESETS, findConfigErrors, type TrainingConfig } from '#core/training-config.ts';
import { preloadTrainingCharts } from '../charts/LazyCharts.tsx';
import { faultSentence } from '../messages/common.ts';
import { trainMessages as text } from '../messages/train.ts';
import { METRICS } from '#core/metric.ts';
import { verdictSentence } from '../messages/verdict.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { startTraining } from '../state/start-training.ts';
import { useTrainingJob, type MetricOutcome, type TrainingJobState } from '../state/training-job.ts';
import type { TrainingPlan } from '#workers/protocol.ts';
import { useActiveVersionIds, type Versions } from '../state/versions.ts';
import { Notice } from '../ui/Notice.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { EarlierJobs } from './EarlierJobs.tsx';
import { RequirementsPanel } from './RequirementsPanel.tsx';
import { RunningTraining } from './RunningTraining.tsx';
import styles from './train.module.css';
import { TrainingResult } from './TrainingResult.tsx';
import { TrainSetup } from './TrainSetup.tsx';
import { withSuggestion } from './training-setup.ts';
import { useRequirements } from './use-requirements.ts';

/** Requirements, settings, the running training and its result. */
export function TrainScreen(): ReactNode {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <WithData>{(data) => <TrainContent {...data} />}</WithData>
    </>
  );
}

const NONE_ACTIVE: Versions['activeIds'] = {};
const NO_OUTCOMES: readonly MetricOutcome[] = [];

function TrainContent({ profile, db, records, settings }: ProfileData): ReactNode {
  const job = useTrainingJob();
  const activeIds = useActiveVersionIds(db) ?? NONE_ACTIVE;
  const hrv = chooseHrvMetric(records, settings.hrvStatistic);
  const metrics = useMemo<readonly Metric[]>(() => ['restingHeartRate', hrv], [hrv]);
  const [wanted, setWanted] = useState<Metric>('restingHeartRate');
  const metric = metrics.includes(wanted) ? wanted : hrv;
  const [config, setConfig] = useState<TrainingConfig>(PRESETS.standard);
  const valid = findConfigErrors(config).length === 0;
  const running = job.status === 'running';
  const question = useMemo(
    () => (valid && !running ? { records, metrics, config } : null),
    [valid, running, records, metrics, config],
  );
  const { reports, current, fault } = useRequirements(question);
  const report = reports.find((each) => each.metric === metric)?.report;
  const own = job.status !== 'idle' && job.profileId === profile.id ? job : null;
  // Tables and charts of a result are drawn in pieces, between which the page answers.
  const outcomes = useDeferredValue(own?.outcomes ?? NO_OUTCOMES);
  useEffect(preloadTrainingCharts, []);
  const start = (plans: readonly TrainingPlan[]): void => {
    void startTraining({ db, profileId: profile.id, records, engine: settings.engine, plans }, endSentence);
  };

  return (
    <Stack>
      {job.status !== 'running' && <EarlierJobs db={db} records={records} onResume={start} />}
      {job.status === 'running' && <RunningTraining job={job} />}
      {own !== null && outcomes.length > 0 && (
        <TrainingResult outcomes={outcomes} running={own.status === 'running'} activeIds={activeIds} />
      )}
      {fault !== null && <Notice tone="error">{faultSentence(fault)}</Notice>}
      {!running && (
        <div className={styles.layout}>
          <TrainSetup
            metrics={metrics}
            metric={metric}
            config={config}
            valid={valid}
            ready={reports.filter((each) => current && each.report.met).map((each) => each.metric)}
            onMetric={setWanted}
            onConfig={setConfig}
            onTrain={(chosen) => {
              start(chosen.map((name) => ({ metric: name, config })));
            }}
          />
          {report !== undefined && (
            <RequirementsPanel
              report={report}
              onSuggestion={(suggestion) => {
                setConfig(withSuggestion(config, suggestion));
              }}
            />
          )}
        </div>
      )}
    </Stack>
  );
}

/** What a notification says when the job has ended; null where it was cancelled. */
function endSentence(state: TrainingJobState): string | null {
  if (state.status !== 'done' && state.status !== 'failed') return null;
  return state.outcomes
    .map((outcome) => {
      const { label } = METRICS[outcome.metric];
      if (outcome.kind === 'failed') return `${label}: training failed.`;
      return `${label}: ${verdictSentence(outcome.version.description.evaluation, outcome.activated)}`;
    })
    .join('\n');
}
