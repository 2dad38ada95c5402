/** What of the journal is kept: of all else it asks, a forecast makes no use. */
export type Behaviour = 'alcohol' | 'caffeine' | 'ill';

const BEHAVIOURS: readonly (readonly [Behaviour, RegExp])[] = [
  ['alcohol', /alco[ho]/],
  ['caffeine', /caf[fe]+in|koffein|coffee|\bcafe\b/],
  ['ill', /\b(sick|ill|illness|unwell|enferm[oa]|krank|malade)\b/],
];

/** Questions about when it was ("Have caffeine after 2 pm?") say nothing of whether, if the answer is no. */
const ABOUT_A_TIME = /\b(late|after|before|within|bed|bedtime|hours?|antes|despues|tarde|cama|horas?)\b/;

/** The behaviour that a question is about; null for all others. Questions end in blanks and are translated. */
export function findBehaviour(question: string): Behaviour | null {
  const text = question.slice(0, 300).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (ABOUT_A_TIME.test(text)) return null;
  return BEHAVIOURS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** `true`, and what spreadsheets and languages make of it. */
const YES = new Set([
  'true',
  'yes',
  '1',
  'si',
  'sí',
  'verdadero',
  'wahr',
  'ja',
  'vrai',
  'oui',
  'vero',
  'sim',
]);
const NO = new Set(['false', 'no', '0', 'falso', 'falsch', 'nein', 'faux', 'non', 'não', 'nao']);

/** Null where it is neither yes nor no. */
export function readAnswer(cell: string): boolean | null {
  const answer = cell.trim().toLowerCase();
  if (YES.has(answer)) return true;
  return NO.has(answer) ? false : null;
}
