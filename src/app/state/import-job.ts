import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import type { Fault } from '#core/training-job.ts';
import { toStorageFault } from '#storage/faults.ts';
import { rememberImportFiles } from '#storage/import-files.ts';
import { addImports, undoImport } from '#storage/imports.ts';
import { openProfile } from '#storage/profile-database.ts';
import {
  createProfile,
  deleteProfile,
  listProfiles,
  setActiveProfile,
  type Profile,
} from '#storage/profiles.ts';
import { updateSettings } from '#storage/settings.ts';
import { parseFiles } from '#workers/import-client.ts';
import { nowMs, todayIn } from './clock.ts';
import { createStore, useStore } from './external-store.ts';
import {
  groupByTarget,
  proposeChoices,
  type ImportChoices,
  type ImportSetting,
  type ImportTarget,
  type TargetGroup,
} from './import-choices.ts';
import { askToKeepStorage } from './kept-storage.ts';

/** What was read and waits for "Add to my data". */
export interface ImportPreview {
  readonly files: readonly ParsedFile[];
  readonly choices: ImportChoices;
  readonly timeZone: string;
}

export interface ImportSummary {
  /** Days added, over all profiles. */
  readonly days: number;
  readonly profiles: readonly Profile[];
  /** Whether the browser agreed to keep the data. */
  readonly keptByBrowser: boolean;
}

/** `done`: the files are read and the preview is open; nothing is stored before `addToMyData`. */
export type ImportJob =
  | { readonly status: 'idle'; readonly summary: ImportSummary | null }
  | { readonly status: 'running'; readonly progress: ImportProgress | null; readonly etaMs: number }
  | {
      readonly status: 'done';
      readonly preview: ImportPreview;
      readonly saving: boolean;
      /** Why the last attempt to add did not go through. */
      readonly fault: Fault | null;
    }
  | { readonly status: 'failed'; readonly fault: Fault };

/** What an import reads. */
export interface ImportSource {
  readonly files: readonly File[];
  /** Lasting ways to these files, where the browser gives any; empty elsewhere. */
  readonly handles: readonly FileSystemFileHandle[];
}

interface Reading {
  readonly source: ImportSource;
  readonly cancel: AbortController;
}

/** An estimate from less than this is noise. */
const ETA_AFTER_MS = 1000;

const store = createStore<ImportJob>({ status: 'idle', summary: null });
let reading: Reading | null = null;

export function useImportJob(): ImportJob {
  return useStore(store);
}

/** What the job is at now, for those who do not follow it. */
export const readImportJob = store.read;

/** Reads the files and opens the preview; replaces what was being read or previewed, but nothing that is being saved. */
export async function startImport(
  source: ImportSource,
  timeZone: string,
  setting: ImportSetting,
): Promise<void> {
  await readFiles(source, timeZone, (parsed) => proposeChoices(parsed, setting));
}

/** Reads the previewed files again for another time zone; who goes where stays as chosen. */
export async function changeTimeZone(timeZone: string): Promise<void> {
  const job = store.read();
  if (job.status !== 'done' || reading === null) return;
  const { choices } = job.preview;
  await readFiles(reading.source, timeZone, () => choices);
}

async function readFiles(
  source: ImportSource,
  timeZone: string,
  choose: (parsed: readonly ParsedFile[]) => ImportChoices,
): Promise<void> {
  if (isSaving(store.read())) return;
  reading?.cancel.abort();
  const mine: Reading = { source, cancel: new AbortController() };
  reading = mine;
  const startedAt = nowMs();
  store.write({ status: 'running', progress: null, etaMs: NaN });
  const outcome = await parseSafely(source.files, timeZone, {
    signal: mine.cancel.signal,
    onProgress: (progress) => {
      if (reading !== mine) return;
      store.write({ status: 'running', progress, etaMs: estimateTimeLeft(progress, nowMs() - startedAt) });
    },
  });
  if (reading !== mine) return;
  if (!outcome.ok) {
    reading = null;
    store.write({ status: 'failed', fault: outcome.error });
    return;
  }
  const preview = { files: outcome.value, choices: choose(outcome.value), timeZone };
  store.write({ status: 'done', preview, saving: false, fault: null });
}

async function parseSafely(
  files: readonly File[],
  timeZone: string,
  options: Parameters<typeof parseFiles>[1],
): ReturnType<typeof parseFiles> {
  try {
    return await parseFiles({ files, timeZone, today: todayIn(timeZone) }, options);
  } catch (error) {
    return { ok: false, error: toStorageFault(error) };
  }
}

/** Milliseconds left at the speed so far; NaN while there is too little to tell. */
export function estimateTimeLeft(progress: ImportProgress, elapsedMs: number): number {
  const { bytesRead, bytesTotal } = progress;
  if (elapsedMs < ETA_AFTER_MS || bytesRead <= 0) return NaN;
  return (elapsedMs / bytesRead) * Math.max(0, bytesTotal - bytesRead);
}

/** Ends the reading, or puts the preview away; nothing is left behind. Not while it is being saved. */
export function discardImport(): void {
  if (isSaving(store.read())) return;
  reading?.cancel.abort();
  reading = null;
  store.write({ status: 'idle', summary: null });
}

function isSaving(job: ImportJob): boolean {
  return job.status === 'done' && job.saving;
}

export function chooseTarget(key: string, target: ImportTarget): void {
  const job = store.read();
  if (job.status !== 'done' || job.saving) return;
  store.write({ ...job, preview: { ...job.preview, choices: { ...job.preview.choices, [key]: target } } });
}

/** Writes what the preview shows: one transaction per profile; where one fails, the others are taken back. */
export async function addToMyData(): Promise<void> {
  const job = store.read();
  if (job.status !== 'done' || job.saving) return;
  const saved = reading;
  store.write({ ...job, saving: true, fault: null });
  try {
    const summary = await savePreview(job.preview);
    await rememberFiles(summary, saved?.source.handles ?? []);
    if (reading === saved) reading = null;
    store.write({ status: 'idle', summary });
  } catch (error) {
    store.write({ ...job, saving: false, fault: toStorageFault(error) });
  }
}

/** For `importAgain`; that they cannot be kept is no reason to fail. */
async function rememberFiles(
  { profiles }: ImportSummary,
  handles: readonly FileSystemFileHandle[],
): Promise<void> {
  for (const { id } of profiles) {
    await rememberImportFiles(openProfile(id), handles).catch(() => undefined);
  }
}

async function savePreview({ files, choices, timeZone }: ImportPreview): Promise<ImportSummary> {
  const undo: (() => Promise<unknown>)[] = [];
  const saved: SavedGroup[] = [];
  try {
    for (const group of groupByTarget(files, choices)) saved.push(await saveGroup(group, timeZone, undo));
    const first = saved[0];
    if (first !== undefined) await setActiveProfile(first.profile.id);
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  }
  return {
    days: saved.reduce((sum, { days }) => sum + days, 0),
    profiles: saved.map(({ profile }) => profile),
    keptByBrowser: await askToKeepStorage(),
  };
}

interface SavedGroup {
  readonly profile: Profile;
  readonly days: number;
}

async function saveGroup(
  group: TargetGroup,
  timeZone: string,
  undo: (() => Promise<unknown>)[],
): Promise<SavedGroup> {
  const profile = await findOrCreateProfile(group, undo);
  const db = openProfile(profile.id);
  const added = await addImports(db, group.staged, { timeZone, now: nowMs() });
  const fresh = added.flatMap(({ record, alreadyPresent }) => (alreadyPresent ? [] : [record.id]));
  undo.push(async () => {
    for (const id of fresh) await undoImport(db, id);
  });
  await updateSettings(db, { timeZone });
  const dates = group.staged.flatMap(({ person }, index) =>
    added[index]?.alreadyPresent === false ? person.contributions.map(({ date }) => date) : [],
  );
  return { profile, days: new Set(dates).size };
}

async function findOrCreateProfile(
  { target }: TargetGroup,
  undo: (() => Promise<unknown>)[],
): Promise<Profile> {
  if (target.kind === 'profile') {
    const known = (await listProfiles()).find(({ id }) => id === target.id);
    if (known === undefined) throw new Error('The chosen profile was deleted meanwhile. Choose another.');
    return known;
  }
  const created = await createProfile(target.name, 'personal', nowMs());
  undo.push(() => deleteProfile(created.id));
  return created;
}
