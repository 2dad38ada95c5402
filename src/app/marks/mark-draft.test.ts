import { describe, expect, it } from 'vitest';
import { readDraft, type MarkDraft } from './mark-draft.ts';

const draft: MarkDraft = { from: '2024-03-01', to: '2024-03-02', kind: 'ill', note: ' flu ' };

describe('a mark being made', () => {
  it('is one per day of the range', () => {
    expect(readDraft(draft)).toEqual({
      ok: true,
      value: [
        { date: '2024-03-01', kind: 'ill', note: 'flu' },
        { date: '2024-03-02', kind: 'ill', note: 'flu' },
      ],
    });
  });

  it('is of the first day alone where there is no last one', () => {
    expect(readDraft({ ...draft, to: '' })).toMatchObject({ ok: true, value: [{ date: '2024-03-01' }] });
  });

  it('is refused without a date, backwards, or over more than a year', () => {
    expect(readDraft({ ...draft, from: '' })).toEqual({ ok: false, error: 'noDate' });
    expect(readDraft({ ...draft, to: '2024-02-29' })).toEqual({ ok: false, error: 'endsBefore' });
    expect(readDraft({ ...draft, to: '2025-03-02' })).toEqual({ ok: false, error: 'tooLong' });
    expect(readDraft({ ...draft, to: '2025-03-01' }).ok).toBe(true);
  });
});
