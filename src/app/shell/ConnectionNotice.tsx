import { useEffect, useState } from 'react';
import { onConnectionLost, type ConnectionLoss } from '#storage/connection.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './notices.module.css';

const text = messages.shell;

/** Says so when another tab took the database away from this one. */
export function ConnectionNotice() {
  const [reason, setReason] = useState<ConnectionLoss['reason'] | null>(null);
  useEffect(
    () =>
      onConnectionLost((loss) => {
        setReason(loss.reason);
      }),
    [],
  );
  if (reason === null) return null;
  return (
    <div className={styles.notice}>
      <Notice
        tone="warn"
        actions={
          <Button
            size="small"
            onClick={() => {
              location.reload();
            }}
          >
            {text.reload}
          </Button>
        }
      >
        {text.connectionLost[reason]}
      </Notice>
    </div>
  );
}
