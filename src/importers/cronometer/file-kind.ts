/** The files of an export; what was written in notes is read by nobody. */
export type FileKind = 'dailySummary' | 'servings' | 'biometrics' | 'exercises' | 'notes';

/** What people know the files by, for sentences. */
export const FILE_NAMES: Readonly<Record<FileKind, string>> = {
  dailySummary: 'Daily summary',
  servings: 'Servings',
  biometrics: 'Biometrics',
  exercises: 'Exercises',
  notes: 'Notes',
};

/**
 * Which file a header belongs to, null where it is none of Cronometer's. Nutrient columns come and go with what the
 * person's diary shows, and free accounts may have none at all, so only the others decide.
 */
export function findFileKind(header: readonly string[]): FileKind | null {
  const names = new Set(header.map((cell) => cell.trim().toLowerCase()));
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  if (has('day', 'food name', 'amount')) return 'servings';
  if (has('day', 'metric', 'amount')) return 'biometrics';
  if (has('day', 'exercise', 'minutes')) return 'exercises';
  if (has('day', 'note')) return 'notes';
  const energy = has('energy (kcal)') || has('energy (kj)');
  const daily = has('date') && !has('food name') && (energy || has('completed'));
  return daily ? 'dailySummary' : null;
}
