import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotations.ts';
import { localDate } from '#core/local-date.ts';
import { groupMarks } from './mark-runs.ts';

function mark(date: string, kind: Annotation['kind'] = 'ill', note = ''): Annotation {
  return { date: localDate(date), kind, note };
}

describe('marked days in a list', () => {
  it('are one row where neighbours are marked alike, newest first', () => {
    const runs = groupMarks([
      mark('2024-02-28'),
      mark('2024-02-29'),
      mark('2024-03-01'),
      mark('2024-03-03'),
      mark('2024-03-04', 'travelling'),
      mark('2024-03-05', 'travelling', 'Lisbon'),
    ]);
    expect(runs.map(({ from, to, kind, dates }) => [from, to, kind, dates.length])).toEqual([
      ['2024-03-05', '2024-03-05', 'travelling', 1],
      ['2024-03-04', '2024-03-04', 'travelling', 1],
      ['2024-03-03', '2024-03-03', 'ill', 1],
      ['2024-02-28', '2024-03-01', 'ill', 3],
    ]);
    expect(groupMarks([])).toEqual([]);
  });
});
