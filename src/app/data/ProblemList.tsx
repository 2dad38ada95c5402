import type { Problem } from '#core/import-types.ts';
import { messages } from '../messages/en.ts';
import styles from './ProblemList.module.css';

const text = messages.data;

/** What of a file was left out or is worth knowing, a sentence per kind. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems} aria-label={text.problemsTitle}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`}>
          <span className={styles[problem.severity]}>{text.severity[problem.severity]}</span>
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  );
}
