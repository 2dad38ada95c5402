import type { ReactNode } from 'react';
import { commonMessages } from '../messages/common.ts';
import { marksMessages as text } from '../messages/marks.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { MarkForm, type MarkFormProps } from './MarkForm.tsx';

export interface MarkDayDialogProps extends Omit<MarkFormProps, 'actions'> {
  /** Called on Cancel and on Escape. */
  readonly onCancel: () => void;
}

/** The form in a modal dialog, for screens that are about something else; mount it to open it. */
export function MarkDayDialog({ onCancel, ...form }: MarkDayDialogProps): ReactNode {
  return (
    <Dialog title={text.dialogTitle} onCancel={onCancel}>
      <MarkForm {...form} actions={<Button onClick={onCancel}>{commonMessages.cancel}</Button>} />
    </Dialog>
  );
}
