import type { ReactNode } from 'react';
import { commonMessages } from '../messages/common.ts';
import { classNames } from './class-names.ts';
import styles from './Notice.module.css';

export type NoticeTone = 'info' | 'warn' | 'error';

export interface NoticeProps {
  /** `error` is announced at once (`alert`), the others politely (`status`). */
  readonly tone?: NoticeTone;
  /** A word before the text, so that the tone is not said by colour alone; defaults to "Please note" or "Problem". */
  readonly title?: string;
  readonly children: ReactNode;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
}

/** One thing the person should know, with what to do about it. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  const heading = title ?? commonMessages.noticeTitles[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classNames(styles.notice, styles[tone])}>
      <div className={styles.text}>
        {heading !== null && <strong className={styles.title}>{heading}</strong>}
        <div>{children}</div>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
