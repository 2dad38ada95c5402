import { lockName } from './web-lock.ts';

/** True where a training or an import runs in any tab. Where the browser has no Web Locks, nobody can tell: false. */
export async function isJobRunning(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const jobs = [lockName('training'), lockName('import')];
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name !== undefined && jobs.includes(name));
}
