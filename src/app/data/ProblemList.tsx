import type { Problem } from '#core/import-types.ts';
import { messages } from '../messages/en.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import styles from './ProblemList.module.css';

const text = messages.data;

/** Beyond these the rest is there on request: a damaged export of hundreds of files has dozens. */
const SHOWN = 4;

const ORDER: { readonly [Severity in Problem['severity']]: number } = { fatal: 0, rejected: 1, note: 2 };

/** What of a file was left out or is worth knowing, a sentence per kind; what cost something comes first. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const sorted = problems.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  // One more is shown rather than hidden behind a click.
  const shown = sorted.length > SHOWN + 1 ? SHOWN : sorted.length;
  const rest = sorted.slice(shown);
  return (
    <div className={styles.list}>
      <Problems problems={sorted.slice(0, shown)} label={text.problemsTitle} />
      {rest.length > 0 && (
        <Disclosure summary={text.moreProblems(rest.length)}>
          <Problems problems={rest} label={text.otherProblemsTitle} />
        </Disclosure>
      )}
    </div>
  );
}

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly label: string;
}

function Problems({ problems, label }: ProblemsProps) {
  return (
    <ul className={styles.problems} aria-label={label}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`}>
          <span className={styles[problem.severity]}>{text.severity[problem.severity]}</span>
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  );
}
