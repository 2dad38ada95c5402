import { fatalResult, type FileSniff, type ImporterResult } from './importer.ts';
import type { DroppedFile } from './open-drop.ts';

const TIDY_HINT =
  'Pulsecast reads exports of Apple Health, WHOOP, Fitbit, Cronometer and MyFitnessPal, and a daily CSV with a "date" column and columns such as "restingHeartRateBpm"';

interface KnownKind {
  readonly code: string;
  matches(sniff: FileSniff): boolean;
  describe(sniff: FileSniff): string;
}

function startsWith(...bytes: readonly number[]): (sniff: FileSniff) => boolean {
  return ({ head }) => bytes.every((byte, index) => head[index] === byte);
}

function textStarts(pattern: RegExp): (sniff: FileSniff) => boolean {
  return ({ text }) => text !== null && pattern.test(text);
}

/** Files people drop by mistake, or whose useful part is inside; the first that matches is told. */
const KNOWN_KINDS: readonly KnownKind[] = [
  {
    code: 'emptyFile',
    matches: ({ byteLength }) => byteLength === 0,
    describe: () => 'is empty (0 bytes). Export it again, or choose another file.',
  },
  {
    code: 'archiveFile',
    matches: (sniff) =>
      startsWith(0x1f, 0x8b)(sniff) ||
      startsWith(0x37, 0x7a, 0xbc, 0xaf)(sniff) ||
      startsWith(0x52, 0x61, 0x72, 0x21)(sniff),
    describe: () =>
      'is an archive of a kind that Pulsecast cannot open. Unpack it and choose the files inside.',
  },
  {
    code: 'pdfFile',
    matches: startsWith(0x25, 0x50, 0x44, 0x46),
    describe: () => 'is a PDF document, which holds no readable table. Export your data as CSV instead.',
  },
  {
    code: 'imageFile',
    matches: (sniff) =>
      startsWith(0x89, 0x50, 0x4e, 0x47)(sniff) ||
      startsWith(0xff, 0xd8, 0xff)(sniff) ||
      startsWith(0x47, 0x49, 0x46, 0x38)(sniff),
    describe: () => 'is a picture. Choose the exported data, not a screenshot of it.',
  },
  {
    code: 'blankFile',
    matches: ({ text }) => text !== null && text.trim() === '',
    describe: () => 'holds only blank lines. Export it again, or choose another file.',
  },
  {
    code: 'htmlFile',
    matches: textStarts(/^\s*<(!doctype html|html|head|body)\b/i),
    describe: () =>
      'is a web page, perhaps the page of a log-in instead of the download. Download the export again.',
  },
  {
    code: 'xmlFile',
    matches: textStarts(/^\s*<\?xml|^\s*<[a-z]/i),
    describe: () => `is an XML file of a kind that Pulsecast does not know. ${TIDY_HINT}.`,
  },
  {
    code: 'jsonFile',
    matches: textStarts(/^\s*[[{]/),
    describe: () => `is a JSON file of a kind that Pulsecast does not know. ${TIDY_HINT}.`,
  },
];

const NOT_NEEDED =
  'This file holds only those raw measurements or personal details of an export that Pulsecast does not use. Choose the whole export instead, all its zips included.';

/** One sentence about a dropped file that gives nothing, with what to do next. */
export function describeUnusable(dropped: DroppedFile): ImporterResult {
  const { file, archive, skipped, fault, leftOut, sniff } = dropped;
  if (skipped) return fatalResult('notNeeded', NOT_NEEDED);
  if (fault !== null) return fatalResult(fault.code, archive ? `This zip ${fault.message}` : fault.message);
  if (archive) return describeArchive(file.name, leftOut);
  if (sniff === null) throw new RangeError('a file without a first look');
  return describeUnknownFile(sniff);
}

const NAMES_SHOWN = 4;

function describeArchive(name: string, leftOut: readonly string[]): ImporterResult {
  if (/\.xlsx$/i.test(name)) {
    return fatalResult(
      'workbook',
      'This file is an Excel workbook. Save the sheet as CSV and choose that file.',
    );
  }
  const shown = leftOut.slice(0, NAMES_SHOWN).join(', ');
  const rest = leftOut.length - NAMES_SHOWN;
  const more = rest > 0 ? ` and ${String(rest)} more` : '';
  return fatalResult(
    'nothingInZip',
    `This zip holds no export that Pulsecast knows. In it: ${shown}${more}. Choose the zip as the vendor gave it.`,
  );
}

/** Files of a dropped folder beside an export, told of together. */
export function describeLeftOut(files: readonly DroppedFile[]): ImporterResult {
  const names = files.slice(0, NAMES_SHOWN).map(({ file }) => file.name);
  const more = files.length > NAMES_SHOWN ? ` and ${String(files.length - NAMES_SHOWN)} more` : '';
  const message = `${String(files.length)} files are of no format that Pulsecast knows: ${names.join(', ')}${more}. Choose other files if your data are in there.`;
  return fatalResult('unknownFiles', message);
}

function describeUnknownFile(sniff: FileSniff): ImporterResult {
  const known = KNOWN_KINDS.find((kind) => kind.matches(sniff));
  if (known !== undefined) return fatalResult(known.code, `This file ${known.describe(sniff)}`);
  if (sniff.text === null) {
    return fatalResult(
      'binaryFile',
      `This file is not text and of no kind that Pulsecast knows. ${TIDY_HINT}.`,
    );
  }
  return fatalResult('unknownColumns', `${describeColumns(sniff.headerCells)} ${TIDY_HINT}.`);
}

function describeColumns(cells: readonly string[]): string {
  if (cells.length < 2) return 'This text is not a table of days that Pulsecast knows.';
  const shown = cells.slice(0, 5).map((cell) => `"${cell.slice(0, 40)}"`);
  const more = cells.length > shown.length ? ` and ${String(cells.length - shown.length)} more` : '';
  return `None of the columns is known: ${shown.join(', ')}${more}.`;
}
