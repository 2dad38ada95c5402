import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import type { LocalDate } from '#core/local-date.ts';
import { EntryFault, type ExportEntry } from './export-entry.ts';
import { cronometerImporter } from './cronometer/cronometer.ts';
import { fingerprintFile, fingerprintTogether } from './file-fingerprint.ts';
import { groupClaims, type ExportGroup } from './group-claims.ts';
import { fitbitImporter } from './fitbit/fitbit.ts';
import { fatalResult, type ImportContext, type Importer, type ImporterResult } from './importer.ts';
import { myFitnessPalImporter } from './myfitnesspal/myfitnesspal.ts';
import { maskAddresses } from './mask-addresses.ts';
import { openDrop, type DroppedFile } from './open-drop.ts';
import { createReadProgress } from './read-progress.ts';
import { appleHealthImporter } from './apple/apple-health.ts';
import { tidyCsvImporter } from './tidy-csv.ts';
import { describeLeftOut, describeUnusable } from './unknown-file.ts';
import { whoopImporter } from './whoop/whoop.ts';

/** Every format that can be read; the first that claims a file reads it, so the more special come first. */
export const IMPORTERS: readonly Importer[] = [
  appleHealthImporter,
  fitbitImporter,
  cronometerImporter,
  myFitnessPalImporter,
  whoopImporter,
  tidyCsvImporter,
];

export interface ParseSettings {
  /** IANA name of the zone in which the person lives. */
  readonly timeZone: string;
  /** Today in that zone. */
  readonly today: LocalDate;
}

export interface ParseControl {
  readonly signal: AbortSignal;
  /** Called when reading begins, then at most ten times a second, and once per finished export. */
  onProgress(progress: ImportProgress): void;
}

/**
 * Reads the files of one drop: zips, folders, single files. Files that are one export give one `ParsedFile`, in the
 * order in which they were dropped. Whatever a file is, it is told of; one that cannot be read carries a `fatal`
 * problem and does not stop the others. Rejects only with the signal's reason, once aborted.
 */
export async function parseFiles(
  files: readonly File[],
  settings: ParseSettings,
  control: ParseControl,
): Promise<readonly ParsedFile[]> {
  const progress = createReadProgress(files, (now) => {
    control.onProgress(now);
  });
  const context: ImportContext = { ...settings, signal: control.signal };
  const drop = await openDrop(files, { importers: IMPORTERS, signal: control.signal, progress });
  const groups = groupClaims(drop);
  const parsed: PlacedFile[] = [];
  for (const group of groups) {
    progress.begin(group.entries);
    parsed.push({ order: group.order, file: await parseGroup(group, drop, context) });
    progress.finish(group.entries);
  }
  parsed.push(...describeRest(drop, groups));
  control.signal.throwIfAborted();
  progress.end();
  return parsed.toSorted((a, b) => a.order - b.order).map(({ file }) => file);
}

interface PlacedFile {
  /** Position in the drop. */
  readonly order: number;
  readonly file: ParsedFile;
}

/** Beside an export more unknown files than these are the rest of its folder, and told of in one sentence. */
const FEW = 3;

function describeRest(drop: readonly DroppedFile[], groups: readonly ExportGroup[]): readonly PlacedFile[] {
  const used = new Set(groups.flatMap(({ fileIndices }) => fileIndices));
  // Beside an export the files that it needs not are nothing to tell of.
  const isTold = ({ skipped }: DroppedFile, order: number): boolean =>
    !used.has(order) && !(skipped && groups.length > 0);
  const rest = drop.flatMap((dropped, order) => (isTold(dropped, order) ? [{ dropped, order }] : []));
  const unknown = rest.filter(({ dropped }) => !dropped.archive && dropped.fault === null);
  const together = groups.length > 0 && unknown.length > FEW ? unknown : [];
  const single = rest.filter((each) => !together.includes(each));
  const placed = single.map(({ dropped, order }) => ({
    order,
    file: describeFile([dropped], '', null, describeUnusable(dropped)),
  }));
  const [first] = together;
  if (first === undefined) return placed;
  const files = together.map(({ dropped }) => dropped);
  return [...placed, { order: first.order, file: describeFile(files, '', null, describeLeftOut(files)) }];
}

async function parseGroup(
  group: ExportGroup,
  drop: readonly DroppedFile[],
  context: ImportContext,
): Promise<ParsedFile> {
  const members = group.fileIndices.flatMap((index) => drop[index] ?? []);
  const { importer, entries } = group;
  try {
    const result = await importer.parse(entries, context);
    // Afterwards: beside the reading it would keep the first bytes of progress waiting.
    const fingerprint = await fingerprintGroup(importer, entries, members, context.signal);
    return describeFile(
      members,
      fingerprint,
      importer,
      withLeftOut(result, group),
      nameGroup(group, members),
    );
  } catch (error) {
    context.signal.throwIfAborted();
    return describeFile(members, '', importer, describeFailure(error), nameGroup(group, members));
  }
}

/** A file that is read alone out of a zip goes by its own name. */
function nameGroup({ importer, entries }: ExportGroup, members: readonly DroppedFile[]): string {
  const [entry] = entries;
  const ownName = importer.grouping === 'file' && entry !== undefined;
  return ownName ? entry.baseName : nameFiles(members);
}

function nameFiles(members: readonly DroppedFile[]): string {
  const first = members[0]?.file.name ?? '';
  return members.length > 1 ? `${first} and ${String(members.length - 1)} more` : first;
}

/** One file alone keeps the fingerprint of its bytes, whoever reads it. */
async function fingerprintGroup(
  importer: Importer,
  entries: readonly ExportEntry[],
  members: readonly DroppedFile[],
  signal: AbortSignal,
): Promise<string> {
  const prints: string[] = [];
  for (const { file } of members) prints.push(await fingerprintFile(file, signal));
  const [only] = prints;
  const alone = prints.length === 1 && entries.length === 1 && members[0]?.archive === false;
  return alone && only !== undefined ? only : await fingerprintTogether(importer.id, prints);
}

function withLeftOut(result: ImporterResult, { leftOut }: ExportGroup): ImporterResult {
  const [first] = leftOut;
  if (first === undefined || result.people.length === 0) return result;
  const files = leftOut.length === 1 ? `1 other file (${first})` : `${String(leftOut.length)} other files`;
  const message = `${files} ${leftOut.length === 1 ? 'was' : 'were'} not read: nothing in there is used.`;
  const note = { code: 'otherFiles', message, count: leftOut.length, severity: 'note' as const };
  return { ...result, problems: [...result.problems, note] };
}

function describeFile(
  members: readonly DroppedFile[],
  fingerprint: string,
  importer: Importer | null,
  result: ImporterResult,
  fileName = nameFiles(members),
): ParsedFile {
  return {
    fileName: maskAddresses(fileName),
    byteLength: members.reduce((sum, { file }) => sum + file.size, 0),
    fingerprint,
    format: importer?.id ?? null,
    formatLabel: importer?.label ?? 'Not recognised',
    ...result,
    problems: result.problems.map((problem) => ({ ...problem, message: maskAddresses(problem.message) })),
  };
}

/** The zip is damaged, or the file was moved, changed or removed after it was chosen, or its disk is gone. */
function describeFailure(error: unknown): ImporterResult {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof EntryFault) return fatalResult(error.code, `This file could not be read: ${detail}`);
  return fatalResult('unreadableFile', `This file could not be read (${detail}). Choose it again.`);
}
