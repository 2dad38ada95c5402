import { fatalResult, type FileSniff, type ImporterResult } from './importer.ts';

const TIDY_HINT =
  'Pulsecast reads a daily CSV with a "date" column and columns such as "restingHeartRateBpm"';

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
    code: 'zipFile',
    matches: startsWith(0x50, 0x4b, 0x03, 0x04),
    describe: ({ baseName }) =>
      /\.xlsx$/i.test(baseName)
        ? 'is an Excel workbook. Save the sheet as CSV and choose that file.'
        : 'is a zip archive without an export that Pulsecast knows. Unzip it and choose the daily CSV inside.',
  },
  {
    code: 'zipFile',
    matches: (sniff) => startsWith(0x50, 0x4b, 0x05, 0x06)(sniff) || startsWith(0x1f, 0x8b)(sniff),
    describe: () => 'is an archive without readable files. Unpack it and choose the daily CSV inside.',
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

/** One sentence about a file that no importer recognises, with what to do next. */
export function describeUnknownFile(sniff: FileSniff): ImporterResult {
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
