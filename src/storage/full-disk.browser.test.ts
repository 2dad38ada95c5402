import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { toStorageFault } from './faults.ts';
import { discard, openFresh, takeSnapshot } from './fresh-profile.fixture.ts';
import { listVersions, saveModelVersion, verifyActiveVersions } from './model-versions.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

const NOW = Date.parse('2024-05-01T08:00:00Z');

/** Room for the small model, not for the large one of some 12 MB. */
const ROOM = 5_000_000;

/** The part of the DevTools protocol that is used here. */
interface QuotaCommands {
  send(
    method: 'Storage.overrideQuotaForOrigin',
    params: { origin: string; quotaSize?: number },
  ): Promise<void>;
}

async function limitQuota(quotaSize?: number): Promise<void> {
  const session = cdp() as unknown as QuotaCommands;
  const { origin } = location;
  await session.send(
    'Storage.overrideQuotaForOrigin',
    quotaSize === undefined ? { origin } : { origin, quotaSize },
  );
}

/** Chromium goes on for up to 30 s by the room it saw last; waits until it has seen how little there is. */
async function waitUntilFull(): Promise<void> {
  const probe = new Dexie('full-disk-probe');
  probe.version(1).stores({ bytes: '' });
  const writeProbe = (): Promise<string> =>
    probe
      .table('bytes')
      .put(new Uint8Array(2 * ROOM), 0)
      .then(
        () => 'room',
        (error: unknown) => toStorageFault(error).kind,
      );
  await expect.poll(writeProbe, { timeout: 60_000, interval: 1000 }).toBe('storageFull');
  await probe.delete();
}

describe('a full disk', () => {
  afterEach(() => limitQuota());

  it('while a model is saved leaves everything as it was, is named, and is over once there is room', async () => {
    const { usage = 0 } = await navigator.storage.estimate();
    await limitQuota(usage + ROOM);
    await waitUntilFull();
    const db = openFresh();
    const save = (model: ReturnType<typeof buildTrainedModel>, now: number) =>
      saveModelVersion(db, model, { profileId: 'ada', now });
    await save(buildTrainedModel({ seed: 1 }), NOW);
    const before = await takeSnapshot(db);

    const large = buildTrainedModel({ seed: 2, hidden: 512, error: 0.5 });
    const error: unknown = await save(large, NOW + 1).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(toStorageFault(error)).toMatchObject({ kind: 'storageFull' });
    expect(await takeSnapshot(db)).toEqual(before);
    expect(await verifyActiveVersions(db)).toEqual([]);

    await limitQuota();
    await save(large, NOW + 2);
    expect(await listVersions(db)).toHaveLength(2);
    await discard(db);
  });
});
