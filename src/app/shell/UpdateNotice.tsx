import { useState } from 'react';
import { messages } from '../messages/en.ts';
import { switchToUpdate, useAppUpdate } from '../state/app-update.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './notices.module.css';

const text = messages.shell;

/** Offers a newer build; it is never switched to unasked, and not while a training or an import runs. */
export function UpdateNotice() {
  const update = useAppUpdate();
  const [later, setLater] = useState(false);
  const [busy, setBusy] = useState(false);
  if (update === 'none' || later) return null;
  const apply = async (): Promise<void> => {
    setBusy(!(await switchToUpdate()));
  };
  return (
    <div className={styles.notice}>
      <Notice
        tone="info"
        actions={
          <>
            <Button size="small" onClick={() => void apply()}>
              {update === 'waiting' ? text.updateNow : text.reload}
            </Button>
            <Button
              size="small"
              onClick={() => {
                setLater(true);
              }}
            >
              {text.updateLater}
            </Button>
          </>
        }
      >
        <p>{update === 'waiting' ? text.updateWaiting : text.updateReplaced}</p>
        {busy && <p>{text.updateBusy}</p>}
      </Notice>
    </div>
  );
}
