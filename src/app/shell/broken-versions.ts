import { METRICS } from '#core/metric.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { shellMessages as text } from '../messages/shell.ts';

/** One sentence per active version that is broken, or about what kept them from being verified. Never throws. */
export async function describeBrokenVersions(db: ProfileDatabase): Promise<readonly string[]> {
  try {
    // On demand: hashing and decoding weights is no part of the first load.
    const { verifyActiveVersions } = await import('#storage/model-versions.ts');
    const broken = await verifyActiveVersions(db);
    return broken.map(({ metric, problem, fellBackTo }) => {
      const say = fellBackTo === null ? text.noVersionLeft : text.fellBack;
      return say(METRICS[metric].label, problem);
    });
  } catch (error) {
    return [faultSentence(toStorageFault(error))];
  }
}
