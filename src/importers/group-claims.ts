import type { ExportEntry } from './export-entry.ts';
import type { Importer } from './importer.ts';
import type { Claim, DroppedFile } from './open-drop.ts';

/** Entries that are one export and are parsed together. */
export interface ExportGroup {
  readonly importer: Importer;
  readonly entries: readonly ExportEntry[];
  /** Positions of the dropped files that the entries come from, ascending. */
  readonly fileIndices: readonly number[];
  /** The first of `fileIndices`: where the export stands among the others. */
  readonly order: number;
  /** Base names of what lies in the same zips and is read by nobody. */
  readonly leftOut: readonly string[];
}

/** Which claimed files belong together, by `Importer.grouping`. */
export function groupClaims(drop: readonly DroppedFile[]): readonly ExportGroup[] {
  const groups = new Map<string, Claim[]>();
  for (const { archive, claims } of drop) {
    for (const claim of claims) {
      const key = groupKey(claim, archive);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [claim]);
      else group.push(claim);
    }
  }
  // What nobody reads is told of once, with the first export of its zip.
  const told = new Set<number>();
  return [...groups.values()].map((claims) => {
    const group = describeGroup(claims);
    const fresh = group.fileIndices.filter((index) => !told.has(index));
    for (const index of fresh) told.add(index);
    return { ...group, leftOut: fresh.flatMap((index) => drop[index]?.leftOut ?? []) };
  });
}

function groupKey({ entry, importer }: Claim, archive: boolean): string {
  switch (importer.grouping) {
    case 'file':
      return `${importer.id} ${String(entry.fileIndex)} ${entry.path}`;
    case 'archive':
      return `${importer.id} ${archive ? String(entry.fileIndex) : `folder ${topFolder(entry.path)}`}`;
    case 'drop':
      return importer.id;
  }
}

/** Loose files of one dropped folder are one export; files dropped without a folder are one too. */
function topFolder(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

function describeGroup(claims: readonly Claim[]): Omit<ExportGroup, 'leftOut'> {
  const fileIndices = [...new Set(claims.map(({ entry }) => entry.fileIndex))].sort((a, b) => a - b);
  const [first] = claims;
  if (first === undefined) throw new RangeError('a group without files');
  return {
    importer: first.importer,
    entries: claims.map(({ entry }) => entry),
    fileIndices,
    order: fileIndices[0] ?? 0,
  };
}
