import { useEffect, type ReactNode } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { listJobs } from '#storage/jobs.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { settleAbandonedJobs } from '#workers/training-client.ts';
import { jobSentence, trainMessages as text } from '../messages/train.ts';
import { nowMs } from '../state/clock.ts';
import { Notice } from '../ui/Notice.tsx';

/** Trainings of the last 24 hours that ended without a version, newest per metric, with what to do. */
export function EarlierJobs({ db }: { readonly db: ProfileDatabase }): ReactNode {
  useEffect(() => {
    void settleAbandonedJobs(db).catch(() => undefined);
  }, [db]);
  const jobs = useLiveQuery(() => listJobs(db, nowMs()), [db]);
  const newest = (jobs ?? []).filter(
    (job, i, all) => all.findIndex((other) => other.metric === job.metric) === i,
  );
  const shown = newest.flatMap((job) => {
    const sentence = jobSentence(job);
    return sentence === null ? [] : [{ id: job.id, sentence }];
  });
  if (shown.length === 0) return null;
  return (
    <Notice tone="warn" title={text.jobsTitle}>
      {shown.map((job) => (
        <p key={job.id}>{job.sentence}</p>
      ))}
    </Notice>
  );
}
