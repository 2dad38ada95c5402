import { useEffect, useId, useRef, type ReactNode } from 'react';
import { commonMessages } from '../messages/common.ts';
import { marksMessages as text } from '../messages/marks.ts';
import { Button } from '../ui/Button.tsx';
import { MarkForm, type MarkFormProps } from './MarkForm.tsx';
import styles from './marks.module.css';

export interface MarkDayDialogProps extends Omit<MarkFormProps, 'actions'> {
  /** Called on Cancel and on Escape. */
  readonly onCancel: () => void;
}

/** The form in a modal dialog, for screens that are about something else; mount it to open it. */
export function MarkDayDialog({ onCancel, ...form }: MarkDayDialogProps): ReactNode {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      className={styles.dialog}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={titleId}>{text.dialogTitle}</h2>
      <MarkForm {...form} actions={<Button onClick={onCancel}>{commonMessages.cancel}</Button>} />
    </dialog>
  );
}
