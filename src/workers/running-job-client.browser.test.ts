import { expect, it } from 'vitest';
import { isJobRunning } from './running-job-client.ts';
import { acquireLock } from './web-lock.ts';

it.each(['training', 'import'] as const)('a job runs as long as the lock of a %s is held', async (job) => {
  expect(await isJobRunning()).toBe(false);
  const lock = await acquireLock(job);
  expect(await isJobRunning()).toBe(true);
  lock?.release();
  await expect.poll(isJobRunning).toBe(false);
});

it('a worker that merely lives is no job', async () => {
  let end: () => void = () => undefined;
  const held = navigator.locks.request(
    'pulsecast-model-0123',
    () => new Promise<void>((resolve) => (end = resolve)),
  );
  await expect.poll(async () => (await navigator.locks.query()).held?.length).toBe(1);
  expect(await isJobRunning()).toBe(false);
  end();
  await held;
});
