import { useEffect, useRef, type ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import {
  progressSentence,
  engineSentence,
  remainingSentence,
  trainMessages as text,
} from '../messages/train.ts';
import { trainingJob, type RunningJob, type RunningMetric, type StageCurve } from '../state/training-job.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Panel, PanelGrid } from '../ui/Panel.tsx';
import { Progress } from '../ui/Progress.tsx';
import { LossFigure } from './LossFigure.tsx';
import styles from './train.module.css';

const NO_CURVE: StageCurve = { stage: 'evaluation', losses: [], bestEpoch: 0 };

/** The trainings that run: how far each is, its curves, and the two ways to end them. */
export function RunningTraining({ job }: { readonly job: RunningJob }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that started it is gone: without this the keyboard would start again from the top of the page.
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  const begun = job.running.filter(({ status }) => status !== 'waiting');
  const engine = begun.find(({ progress }) => progress?.engine != null)?.progress?.engine;
  return (
    <div ref={ref} tabIndex={-1} className={styles.focusTarget}>
      <Panel title={text.runningTitle} lead={text.keepOpen}>
        {job.running.map((running) => (
          <MetricProgress key={running.metric} running={running} othersRun={begun.length > 0} />
        ))}
        {engine != null && <p className={styles.muted}>{engineSentence(engine)}</p>}
        <EndButtons begun={begun} />
        <PanelGrid minimum={400}>
          {job.running.map(({ metric, stages }) => (
            <LossFigure key={metric} metric={metric} curve={stages.at(-1) ?? NO_CURVE} running />
          ))}
        </PanelGrid>
      </Panel>
    </div>
  );
}

interface MetricProgressProps {
  readonly running: RunningMetric;
  readonly othersRun: boolean;
}

function MetricProgress({ running, othersRun }: MetricProgressProps): ReactNode {
  const { metric, status, progress } = running;
  const waits = status === 'waiting' && othersRun;
  return (
    <Progress
      label={METRICS[metric].label}
      fraction={progress?.fraction ?? 0}
      detail={waits ? text.waiting : progressSentence(progress)}
      {...(waits ? {} : { remaining: remainingSentence(progress, status === 'stopping') })}
    />
  );
}

/** Stopping has nothing to end before a training has begun. */
function EndButtons({ begun }: { readonly begun: readonly RunningMetric[] }): ReactNode {
  const stopping = begun.length > 0 && begun.every(({ status }) => status === 'stopping');
  return (
    <ButtonRow>
      <Button
        disabled={stopping || begun.length === 0}
        onClick={() => {
          trainingJob.stop();
        }}
      >
        {stopping ? text.stopping : text.stop}
      </Button>
      <Button
        onClick={() => {
          trainingJob.cancel();
        }}
      >
        {text.cancel}
      </Button>
    </ButtonRow>
  );
}
