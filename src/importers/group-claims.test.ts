import { describe, expect, it } from 'vitest';
import { looseEntry, type ExportEntry } from './export-entry.ts';
import { groupClaims } from './group-claims.ts';
import type { Importer } from './importer.ts';
import type { DroppedFile } from './open-drop.ts';

function importer(id: string, grouping: Importer['grouping']): Importer {
  return {
    id,
    label: id,
    grouping,
    claims: () => true,
    parse: () => Promise.resolve({ people: [], problems: [], rowsRead: 0, rowsRejected: 0 }),
  };
}

const ALONE = importer('alone', 'file');
const ZIPPED = importer('zipped', 'archive');
const WHOLE = importer('whole', 'drop');

function entryAt(path: string, fileIndex: number): ExportEntry {
  return { ...looseEntry(new File(['x'], path.split('/').at(-1) ?? ''), fileIndex), path };
}

interface DropSaid {
  readonly archive?: boolean;
  readonly leftOut?: readonly string[];
}

/** One dropped file with the paths and the formats of what is inside. */
function dropped(
  fileIndex: number,
  inside: readonly (readonly [string, Importer])[],
  { archive = false, leftOut = [] }: DropSaid = {},
): DroppedFile {
  const claims = inside.map(([path, of]) => ({ entry: entryAt(path, fileIndex), importer: of }));
  return { file: new File(['x'], 'f'), archive, claims, leftOut, skipped: false, fault: null, sniff: null };
}

function pathsOf(drop: readonly DroppedFile[]): readonly (readonly string[])[] {
  return groupClaims(drop).map(({ entries }) => entries.map(({ path }) => path));
}

describe('claimed files', () => {
  it('are exports of their own where the format is of one file, in a zip too', () => {
    expect(
      pathsOf([
        dropped(0, [['a.csv', ALONE]]),
        dropped(
          1,
          [
            ['x/a.csv', ALONE],
            ['y/a.csv', ALONE],
          ],
          { archive: true },
        ),
      ]),
    ).toEqual([['a.csv'], ['x/a.csv'], ['y/a.csv']]);
  });

  it('are one export per zip, and one per dropped folder, where the format is of one zip', () => {
    const inside = [
      ['p/cycles.csv', ZIPPED],
      ['p/sleeps.csv', ZIPPED],
    ] as const;
    expect(
      pathsOf([
        dropped(0, inside, { archive: true }),
        dropped(1, inside, { archive: true }),
        dropped(2, [['Mine/deep/cycles.csv', ZIPPED]]),
        dropped(3, [['Mine/sleeps.csv', ZIPPED]]),
        dropped(4, [['Yours/cycles.csv', ZIPPED]]),
        dropped(5, [['cycles.csv', ZIPPED]]),
        dropped(6, [['sleeps.csv', ZIPPED]]),
      ]),
    ).toEqual([
      ['p/cycles.csv', 'p/sleeps.csv'],
      ['p/cycles.csv', 'p/sleeps.csv'],
      ['Mine/deep/cycles.csv', 'Mine/sleeps.csv'],
      ['Yours/cycles.csv'],
      ['cycles.csv', 'sleeps.csv'],
    ]);
  });

  it('are one export of the whole drop where the format is of several zips', () => {
    const drop = [
      dropped(0, [['a/1.json', WHOLE]], { archive: true }),
      dropped(1, [['days.csv', ALONE]]),
      dropped(2, [['2.json', WHOLE]]),
    ];
    expect(pathsOf(drop)).toEqual([['a/1.json', '2.json'], ['days.csv']]);
    expect(groupClaims(drop)[0]).toMatchObject({ fileIndices: [0, 2], order: 0 });
  });

  it('never mix formats', () => {
    const other = importer('other', 'archive');
    const inside = [
      ['a.csv', ZIPPED],
      ['b.csv', other],
      ['c.csv', ZIPPED],
    ] as const;
    expect(pathsOf([dropped(0, inside, { archive: true })])).toEqual([['a.csv', 'c.csv'], ['b.csv']]);
  });

  it('tell of what nobody reads once, with the first export of its zip', () => {
    const inside = [
      ['a.csv', ALONE],
      ['b.csv', ALONE],
    ] as const;
    const groups = groupClaims([dropped(0, inside, { archive: true, leftOut: ['x.jpg', 'y.jpg'] })]);
    expect(groups.map(({ leftOut }) => leftOut)).toEqual([['x.jpg', 'y.jpg'], []]);
  });

  it('are none where nothing was claimed', () => {
    expect(groupClaims([])).toEqual([]);
    expect(groupClaims([dropped(0, [], { leftOut: ['a.txt'] })])).toEqual([]);
  });
});
