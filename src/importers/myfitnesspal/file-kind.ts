import type { FileSniff } from '../importer.ts';

export type FileKind = 'nutrition' | 'exercise' | 'measurement';

/** What people know the files by, for sentences. */
export const FILE_NAMES: Readonly<Record<FileKind, string>> = {
  nutrition: 'Nutrition summary',
  exercise: 'Exercise summary',
  measurement: 'Measurement summary',
};

const ENERGY = /^(calories|kilojoules|energy)( \((kcal|cal|kj)\))?$/;
const WEIGHT = /^weight( \(.*\))?$/;
const OTHER_MEASURES = new Set(['body fat %', 'body fat', 'neck', 'waist', 'hips']);

/** Which file a header belongs to, null where it is none of MyFitnessPal's; meals have neither foods nor a group. */
export function findFileKind(header: readonly string[]): FileKind | null {
  const names = header.map((cell) => cell.trim().toLowerCase());
  if (!names.includes('date')) return null;
  if (names.includes('meal') && names.some((name) => ENERGY.test(name))) return 'nutrition';
  if (names.includes('exercise') && names.includes('exercise minutes')) return 'exercise';
  const measured = names.some((name) => WEIGHT.test(name) || OTHER_MEASURES.has(name));
  return measured ? 'measurement' : null;
}

/**
 * Whether the file is MyFitnessPal's. `Date,Weight` could be anybody's: such a file must also bear the name or hold
 * another of the measurements that MyFitnessPal keeps.
 */
export function isMyFitnessPal({ headerCells, baseName }: FileSniff): boolean {
  const kind = findFileKind(headerCells);
  if (kind !== 'measurement') return kind !== null;
  const named = /^measurement-summary/i.test(baseName);
  const [first = '', ...rest] = headerCells.map((cell) => cell.toLowerCase());
  return first === 'date' && (named || rest.some((name) => OTHER_MEASURES.has(name)));
}
