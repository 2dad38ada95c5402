import { useEffect, useRef, type ReactNode } from 'react';
import {
  progressSentence,
  engineSentence,
  remainingSentence,
  trainMessages as text,
} from '../messages/train.ts';
import { jobFraction, trainingJob, type RunningJob, type StageCurve } from '../state/training-job.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Progress } from '../ui/Progress.tsx';
import { LossFigure } from './LossFigure.tsx';
import styles from './train.module.css';

const NO_CURVE: StageCurve = { stage: 'evaluation', losses: [], bestEpoch: 0 };

/** The training that runs: how far it is, its curves, and the two ways to end it. */
export function RunningTraining({ job }: { readonly job: RunningJob }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that started it is gone: without this the keyboard would start again from the top of the page.
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  const { progress, stopping } = job;
  return (
    <div ref={ref} tabIndex={-1} className={styles.focusTarget}>
      <Panel title={text.runningTitle} lead={text.keepOpen}>
        <Progress
          label={text.progress}
          fraction={jobFraction(job)}
          detail={progressSentence(job.metric, progress)}
          remaining={remainingSentence(progress, stopping)}
        />
        {progress?.engine != null && <p className={styles.muted}>{engineSentence(progress.engine)}</p>}
        <ButtonRow>
          <Button
            disabled={stopping}
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
        <LossFigure key={job.metric} metric={job.metric} curve={job.stages.at(-1) ?? NO_CURVE} running />
      </Panel>
    </div>
  );
}
