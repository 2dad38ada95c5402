import { useCallback, useEffect, useState } from 'react';
import { messages } from '../messages/en.ts';
import { askToKeepStorage, readStorageStatus, type StorageStatus } from '../state/kept-storage.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import styles from './settings.module.css';

const text = messages.settings;

/** How much is stored, and whether the browser keeps it. */
export function StoragePanel() {
  const [status, setStatus] = useState<StorageStatus | null>(null);
  const [denied, setDenied] = useState(false);
  const refresh = useCallback(async () => {
    setStatus(await readStorageStatus());
  }, []);
  useEffect(() => {
    let shown = true;
    void readStorageStatus().then((read) => {
      if (shown) setStatus(read);
    });
    return () => {
      shown = false;
    };
  }, []);
  const ask = async () => {
    setDenied(!(await askToKeepStorage()));
    await refresh();
  };
  return (
    <Panel title={text.storageTitle}>
      {status !== null && (
        <div className={styles.outcome}>
          <p>{describeRoom(status)}</p>
          <p>{status.persisted ? text.persisted : text.notPersisted}</p>
        </div>
      )}
      {denied && <Notice tone="warn">{text.persistDenied}</Notice>}
      {status?.persisted === false && (
        <div>
          <Button
            onClick={() => {
              void ask();
            }}
          >
            {text.persist}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function describeRoom({ usage, quota }: StorageStatus): string {
  return Number.isFinite(usage) && Number.isFinite(quota)
    ? text.storageUsed(usage, quota)
    : text.storageUnknown;
}
