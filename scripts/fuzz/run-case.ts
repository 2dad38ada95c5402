import { localDate } from '#core/local-date.ts';
import { createRng, type Rng } from '#core/random.ts';
import { baseNameOf } from '#importers/export-entry.ts';
import { findUnsound } from '#importers/find-unsound.fixture.ts';
import { parseFiles } from '#importers/registry.ts';
import { makeZip } from '#importers/zip.fixture.ts';
import { inFolder } from '../exports/folder-file.ts';
import type { GeneratedExport, GeneratedFile } from './generated-exports.ts';
import { mutate } from './mutate.ts';

export interface CaseOutcome {
  readonly milliseconds: number;
  /** What was thrown, or what is wrong with the answer; null where all is well. */
  readonly fault: string | null;
  /** True where days came out of it all the same. */
  readonly gaveDays: boolean;
}

const TODAY = localDate('2025-11-24');

/** Damages one export by `seed` and reads it. Equal seeds give equal cases. */
export async function runCase(exported: GeneratedExport, seed: number): Promise<CaseOutcome> {
  const dropped = await damage(exported, createRng(seed));
  const started = performance.now();
  try {
    const parsed = await parseFiles(
      dropped,
      { timeZone: 'Europe/Berlin', today: TODAY },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    const milliseconds = performance.now() - started;
    const faults = parsed.flatMap((file) => findUnsound(file, TODAY) ?? []);
    const gaveDays = parsed.some(({ people }) => people.length > 0);
    return { milliseconds, fault: faults[0] ?? null, gaveDays };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { milliseconds: performance.now() - started, fault, gaveDays: false };
  }
}

/** One or all of the files damaged; dropped loose, or in a zip, of which every second is damaged itself. */
async function damage({ files }: GeneratedExport, rng: Rng): Promise<readonly File[]> {
  const chosen = Math.floor(rng() * files.length);
  const all = rng() < 0.2;
  const damaged = files.map(({ path, bytes }, index) => ({
    path,
    bytes: all || index === chosen ? mutate(bytes, rng) : bytes,
  }));
  if (rng() < 0.75) return damaged.map(looseFile);
  const zip = await makeZip(damaged.map(({ path, bytes }) => ({ path, content: bytes })));
  return [new File([rng() < 0.5 ? mutate(zip, rng) : zip], 'export.zip')];
}

function looseFile({ path, bytes }: GeneratedFile): File {
  return inFolder(new File([bytes], baseNameOf(path)), path);
}
