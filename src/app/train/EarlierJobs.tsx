import { useEffect, useMemo, type ReactNode } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { canGoOn, type JobRecord } from '#core/training-job.ts';
import { listCheckpointed } from '#storage/checkpoints.ts';
import { listJobs, putJob } from '#storage/jobs.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { TrainingPlan } from '#workers/protocol.ts';
import { settleAbandonedJobs } from '#workers/training-client.ts';
import { jobAction, jobSentence, trainMessages as text, type Resumable } from '../messages/train.ts';
import { nowMs } from '../state/clock.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './train.module.css';

export interface EarlierJobsProps {
  readonly db: ProfileDatabase;
  readonly records: readonly DayRecord[];
  readonly onResume: (plans: readonly TrainingPlan[]) => void;
}

/** Trainings of the last 24 hours that ended without a version, newest per metric, with what to do. */
export function EarlierJobs({ db, records, onResume }: EarlierJobsProps): ReactNode {
  useEffect(() => {
    void settleAbandonedJobs(db).catch(() => undefined);
  }, [db]);
  const jobs = useLiveQuery(() => listJobs(db, nowMs()), [db]);
  const checkpointed = useLiveQuery(() => listCheckpointed(db), [db]);
  // Over years of days it takes long enough to be felt, and mostly there is nothing to compare it with.
  const asked = checkpointed !== undefined && checkpointed.size > 0;
  const fingerprint = useMemo(() => (asked ? fingerprintRecords(records) : ''), [asked, records]);
  if (jobs === undefined || checkpointed === undefined) return null;
  const shown = newestPerMetric(jobs).flatMap((job) => {
    const resumable = findResumable(job, checkpointed, fingerprint);
    const sentence = jobSentence(job, resumable);
    return sentence === null ? [] : [{ job, resumable, sentence }];
  });
  if (shown.length === 0) return null;
  const ready = shown.filter(({ resumable }) => resumable === 'ready').map(({ job }) => toPlan(job));
  return (
    <Notice
      tone="warn"
      title={text.jobsTitle}
      actions={
        ready.length > 1 ? (
          <Button
            size="small"
            onClick={() => {
              onResume(ready);
            }}
          >
            {text.resumeAll}
          </Button>
        ) : undefined
      }
    >
      {shown.map(({ job, resumable, sentence }) => (
        <div key={job.id} className={styles.earlier}>
          <p>{sentence}</p>
          {job.state.status !== 'running' && (
            <ButtonRow>
              {resumable === 'ready' && (
                <Button
                  size="small"
                  aria-label={jobAction(text.resumeJob, job.metric)}
                  onClick={() => {
                    onResume([toPlan(job)]);
                  }}
                >
                  {text.resumeJob}
                </Button>
              )}
              <Button
                size="small"
                aria-label={jobAction(text.discardJob, job.metric)}
                onClick={() => {
                  void discardJob(db, job);
                }}
              >
                {text.discardJob}
              </Button>
            </ButtonRow>
          )}
        </div>
      ))}
    </Notice>
  );
}

/** Goes on with its own metric and settings, whatever is chosen on the screen. */
function toPlan(job: JobRecord): TrainingPlan {
  return { metric: job.metric, config: job.config, resume: job };
}

function newestPerMetric(jobs: readonly JobRecord[]): readonly JobRecord[] {
  return jobs.filter((job, i, all) => all.findIndex((other) => other.metric === job.metric) === i);
}

function findResumable(
  job: JobRecord,
  checkpointed: ReadonlyMap<string, string>,
  fingerprint: string,
): Resumable {
  const found = checkpointed.get(job.id);
  if (found === undefined || !canGoOn(job.state)) return 'no';
  return found === fingerprint ? 'ready' : 'changed';
}

/** Kept as cancelled rather than deleted, so that no older one of its metric takes its place in the list. */
async function discardJob(db: ProfileDatabase, job: JobRecord): Promise<void> {
  await putJob(db, { ...job, updatedAt: nowMs(), state: { status: 'cancelled' } });
}
