/** What the browser says about the room and the permanence of this page's data. */
export interface StorageStatus {
  /** Bytes; NaN where the browser does not say. */
  readonly usage: number;
  /** Bytes; NaN where the browser does not say. */
  readonly quota: number;
  readonly persisted: boolean;
}

export async function readStorageStatus(): Promise<StorageStatus> {
  // Absent outside secure contexts, whatever the types say.
  if (!('storage' in navigator)) return { usage: NaN, quota: NaN, persisted: false };
  const [estimate, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return { usage: estimate.usage ?? NaN, quota: estimate.quota ?? NaN, persisted };
}

/** Asks the browser not to clear this page's data by itself; its answer, false where it gives none. Never throws. */
export async function askToKeepStorage(): Promise<boolean> {
  if (!('storage' in navigator)) return false;
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
