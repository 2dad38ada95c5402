import type { ReactNode } from 'react';
import { commonMessages } from '../messages/common.ts';
import { Button } from './Button.tsx';
import styles from './ConfirmDialog.module.css';
import { Dialog } from './Dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will be gone or changed, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb of the act, for example "Delete profile". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  /** Called on Cancel, on Escape, and never after `onConfirm`. */
  readonly onCancel: () => void;
}

/** A modal question before something is deleted; mount it to open it. The focus starts on Cancel and returns afterwards. */
export function ConfirmDialog({ title, children, confirmLabel, onConfirm, onCancel }: ConfirmDialogProps) {
  return (
    <Dialog title={title} onCancel={onCancel}>
      <div className={styles.text}>{children}</div>
      <div className={styles.actions}>
        <Button onClick={onCancel}>{commonMessages.cancel}</Button>
        <Button variant="danger" onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  );
}
