import { messages } from '../messages/en.ts';
import styles from './Loading.module.css';

/** Stands where something is being read; its text appears only when that takes noticeably long. */
export function Loading({ label = messages.common.loading }: { readonly label?: string }) {
  return (
    <p role="status" className={styles.loading}>
      {label}
    </p>
  );
}
