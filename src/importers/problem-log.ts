import type { Problem } from '#core/import-types.ts';

/** Collects problems of one file: each kind once, with its count and the first line. */
export interface ProblemLog {
  /**
   * @param key what counts as the same problem
   * @param line from 1; null where it concerns the file
   * @param describe the sentence, made at the end from the total count
   */
  add(key: string, line: number | null, kind: ProblemKind): void;
  list(): readonly Problem[];
}

export interface ProblemKind {
  readonly code: string;
  readonly severity: Problem['severity'];
  describe(count: number, firstLine: number | null): string;
}

interface Tally {
  readonly kind: ProblemKind;
  readonly firstLine: number | null;
  count: number;
}

/** Kinds kept apart at most, so that a hostile file cannot fill the memory with them. */
const MAX_KINDS = 200;

export function createProblemLog(): ProblemLog {
  const tallies = new Map<string, Tally>();
  return {
    add(key, line, kind) {
      const known = tallies.get(key);
      if (known !== undefined) known.count += 1;
      else if (tallies.size < MAX_KINDS) tallies.set(key, { kind, firstLine: line, count: 1 });
    },
    list: () => [...tallies.values()].map(toProblem),
  };
}

function toProblem({ kind, firstLine, count }: Tally): Problem {
  return {
    code: kind.code,
    message: kind.describe(count, firstLine),
    count,
    severity: kind.severity,
    ...(firstLine === null ? {} : { firstLine }),
  };
}

/** "1 row", "3 rows". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** " (line 17)" for one, " (first on line 17)" for several. */
export function whereOf(count: number, firstLine: number | null): string {
  if (firstLine === null) return '';
  return count === 1 ? ` (line ${String(firstLine)})` : ` (first on line ${String(firstLine)})`;
}
