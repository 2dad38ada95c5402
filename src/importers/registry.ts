import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import type { LocalDate } from '#core/local-date.ts';
import { fingerprintFile } from './file-fingerprint.ts';
import { fatalResult, type ImportContext, type Importer, type ImporterResult } from './importer.ts';
import { sniffFile } from './sniff-file.ts';
import { tidyCsvImporter } from './tidy-csv.ts';
import { describeUnknownFile } from './unknown-file.ts';

/** Every format that can be read; the first that recognises a file reads it, so the more special come first. */
export const IMPORTERS: readonly Importer[] = [tidyCsvImporter];

export interface ParseSettings {
  /** IANA name of the zone in which the person lives. */
  readonly timeZone: string;
  /** Today in that zone. */
  readonly today: LocalDate;
}

export interface ParseControl {
  readonly signal: AbortSignal;
  /** At most once per piece read, and once per finished file. */
  onProgress(progress: ImportProgress): void;
}

/**
 * Reads files one after the other, in their order. Whatever a file is, it gives a `ParsedFile`; one that cannot be
 * read carries a `fatal` problem and does not stop the others. Rejects only with the signal's reason, once aborted.
 */
export async function parseFiles(
  files: readonly File[],
  settings: ParseSettings,
  control: ParseControl,
): Promise<readonly ParsedFile[]> {
  const bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  const parsed: ParsedFile[] = [];
  let bytesBefore = 0;
  for (const [fileIndex, file] of files.entries()) {
    control.signal.throwIfAborted();
    const report = (bytesOfFile: number): void => {
      const bytesRead = bytesBefore + Math.min(bytesOfFile, file.size);
      control.onProgress({ fileName: file.name, fileIndex, fileCount: files.length, bytesRead, bytesTotal });
    };
    report(0);
    parsed.push(await parseFile(file, { ...settings, signal: control.signal, onBytes: report }));
    report(file.size);
    bytesBefore += file.size;
  }
  return parsed;
}

async function parseFile(file: File, context: ImportContext): Promise<ParsedFile> {
  try {
    const fingerprint = await fingerprintFile(file, context.signal);
    const sniff = await sniffFile(file);
    const importer = IMPORTERS.find((candidate) => candidate.detect(sniff)) ?? null;
    const result = importer === null ? describeUnknownFile(sniff) : await importer.parse(file, context);
    return describeFile(file, fingerprint, importer, result);
  } catch (error) {
    context.signal.throwIfAborted();
    return describeFile(file, '', null, describeFailure(error));
  }
}

function describeFile(
  file: File,
  fingerprint: string,
  importer: Importer | null,
  result: ImporterResult,
): ParsedFile {
  return {
    fileName: file.name,
    byteLength: file.size,
    fingerprint,
    format: importer?.id ?? null,
    formatLabel: importer?.label ?? 'Not recognised',
    ...result,
  };
}

/** The file was moved, changed or removed after it was chosen, or lies on a disk that is gone. */
function describeFailure(error: unknown): ImporterResult {
  const detail = error instanceof Error ? error.message : String(error);
  return fatalResult('unreadableFile', `This file could not be read (${detail}). Choose it again.`);
}
