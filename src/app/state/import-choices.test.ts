import { describe, expect, it } from 'vitest';
import type { ParsedFile, PersonDays } from '#core/import-types.ts';
import { localDate } from '#core/local-date.ts';
import type { Profile } from '#storage/profiles.ts';
import { groupByTarget, listTargets, proposeChoices, targetKey } from './import-choices.ts';

function person(name: string | null, dayCount = 3): PersonDays {
  const date = localDate('2026-03-01');
  return { person: name, contributions: [], from: date, to: date, dayCount, fieldCounts: {} };
}

function file(...people: PersonDays[]): ParsedFile {
  return {
    fileName: 'days.csv',
    byteLength: 1,
    fingerprint: 'f',
    format: 'tidy-csv',
    formatLabel: 'Tidy daily CSV',
    people,
    problems: [],
    rowsRead: 3,
    rowsRejected: 0,
  };
}

const ME: Profile = { id: 'me', name: 'Me', kind: 'personal', createdAt: 1 };
const ANN: Profile = { id: 'ann', name: 'Ann', kind: 'personal', createdAt: 2 };
const SAMPLE: Profile = { id: 'sample', name: 'Sample person', kind: 'sample', createdAt: 3 };

describe('who goes where', () => {
  it('proposes the profile on screen for a person without a name', () => {
    const choices = proposeChoices([file(person(null))], { profiles: [ME, ANN], activeId: 'ann' });
    expect(choices).toEqual({ '0:0': { kind: 'profile', id: 'ann' } });
  });

  it('never proposes or offers the sample', () => {
    const setting = { profiles: [SAMPLE], activeId: 'sample' };
    expect(proposeChoices([file(person(null))], setting)).toEqual({ '0:0': { kind: 'new', name: 'Me' } });
    expect(listTargets('Sample person', setting).map(targetKey)).toEqual([
      'new:Me',
      'new:Sample person',
      'leaveOut',
    ]);
  });

  it('gives several people a profile each, an existing one where the name is known', () => {
    const choices = proposeChoices([file(person('Ann'), person('Bob'))], {
      profiles: [ME, ANN],
      activeId: 'me',
    });
    expect(choices).toEqual({ '0:0': { kind: 'profile', id: 'ann' }, '0:1': { kind: 'new', name: 'Bob' } });
  });

  it('takes one named person for the owner of the profile', () => {
    const choices = proposeChoices([file(person('p01')), file(person('p01'))], {
      profiles: [ME],
      activeId: 'me',
    });
    expect(Object.values(choices)).toEqual([
      { kind: 'profile', id: 'me' },
      { kind: 'profile', id: 'me' },
    ]);
  });

  it('offers every profile, a new one of the name, and leaving out', () => {
    const targets = listTargets('Bob', { profiles: [ANN, ME, SAMPLE], activeId: 'me' });
    expect(targets.map(targetKey)).toEqual(['profile:me', 'profile:ann', 'new:Bob', 'leaveOut']);
  });

  it('adds what goes to one profile together, and nothing of those left out or without days', () => {
    const files = [file(person('Ann'), person('Bob')), file(person('Ann'), person(null, 0))];
    const groups = groupByTarget(files, {
      '0:0': { kind: 'new', name: 'Ann' },
      '0:1': { kind: 'leaveOut' },
      '1:0': { kind: 'new', name: 'Ann' },
      '1:1': { kind: 'profile', id: 'me' },
    });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.staged).toHaveLength(2);
  });
});
