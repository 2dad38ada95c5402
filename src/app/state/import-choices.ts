import type { ParsedFile } from '#core/import-types.ts';
import type { StagedImport } from '#storage/imports.ts';
import type { Profile } from '#storage/profiles.ts';
import { FIRST_PROFILE_NAME } from './active-profile.ts';

/** Where the days of one person of one file go. */
export type ImportTarget =
  | { readonly kind: 'profile'; readonly id: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'leaveOut' };

/** By `personKey`. */
export type ImportChoices = Readonly<Record<string, ImportTarget>>;

/** Who is there already. */
export interface ImportSetting {
  readonly profiles: readonly Profile[];
  readonly activeId: string | null;
}

export function personKey(fileIndex: number, personIndex: number): string {
  return `${String(fileIndex)}:${String(personIndex)}`;
}

/** The personal profile that unnamed days belong to: the one on screen, else the first; null where there is none. */
export function ownProfile({ profiles, activeId }: ImportSetting): Profile | null {
  const personal = profiles.filter((profile) => profile.kind === 'personal');
  return personal.find((profile) => profile.id === activeId) ?? personal[0] ?? null;
}

/**
 * What the preview proposes. A person named like a profile goes there. One person alone goes to the own profile,
 * whatever the file calls them; several people are never merged: each gets a profile of that name.
 */
export function proposeChoices(files: readonly ParsedFile[], setting: ImportSetting): ImportChoices {
  const names = new Set(files.flatMap((file) => file.people.map(({ person }) => person)));
  const choices: Record<string, ImportTarget> = {};
  for (const [fileIndex, file] of files.entries()) {
    for (const [personIndex, { person }] of file.people.entries()) {
      choices[personKey(fileIndex, personIndex)] = proposeTarget(person, names.size > 1, setting);
    }
  }
  return choices;
}

function proposeTarget(person: string | null, several: boolean, setting: ImportSetting): ImportTarget {
  const named = setting.profiles.find(({ name, kind }) => kind === 'personal' && name === person);
  if (named !== undefined) return { kind: 'profile', id: named.id };
  if (several && person !== null) return { kind: 'new', name: person };
  const own = ownProfile(setting);
  return own === null ? { kind: 'new', name: FIRST_PROFILE_NAME } : { kind: 'profile', id: own.id };
}

/** Everything the preview lets one choose for a person, the proposal among it. */
export function listTargets(person: string | null, setting: ImportSetting): readonly ImportTarget[] {
  const personal = setting.profiles.filter(({ kind }) => kind === 'personal');
  const own = ownProfile(setting);
  const sorted = own === null ? personal : [own, ...personal.filter(({ id }) => id !== own.id)];
  const newNames = [own === null ? FIRST_PROFILE_NAME : null, person].filter(
    (name): name is string => name !== null && !personal.some((profile) => profile.name === name),
  );
  return [
    ...sorted.map(({ id }) => ({ kind: 'profile' as const, id })),
    ...[...new Set(newNames)].map((name) => ({ kind: 'new' as const, name })),
    { kind: 'leaveOut' as const },
  ];
}

/** A target as the value of an `<option>`, the same text for the same target. */
export function targetKey(target: ImportTarget): string {
  switch (target.kind) {
    case 'profile':
      return `profile:${target.id}`;
    case 'new':
      return `new:${target.name}`;
    case 'leaveOut':
      return 'leaveOut';
  }
}

export interface TargetGroup {
  readonly target: Exclude<ImportTarget, { kind: 'leaveOut' }>;
  readonly staged: readonly StagedImport[];
}

/** What to add where: one group per profile, those left out and those without days nowhere. */
export function groupByTarget(files: readonly ParsedFile[], choices: ImportChoices): readonly TargetGroup[] {
  const groups = new Map<string, { target: TargetGroup['target']; staged: StagedImport[] }>();
  for (const [fileIndex, file] of files.entries()) {
    for (const [personIndex, person] of file.people.entries()) {
      const target = choices[personKey(fileIndex, personIndex)];
      if (target === undefined || target.kind === 'leaveOut' || person.dayCount === 0) continue;
      const key = targetKey(target);
      const group = groups.get(key) ?? { target, staged: [] };
      group.staged.push({ file, person });
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}
