import { useEffect, useState } from 'react';
import { METRICS } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './notices.module.css';

const text = messages.shell;

/** Verifies the active model versions once per start and says so where one had to be replaced. */
export function VersionCheck({ db }: { readonly db: ProfileDatabase }) {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  useEffect(() => {
    let shown = true;
    void verify(db).then((found) => {
      if (shown) setSentences(found);
    });
    return () => {
      shown = false;
    };
  }, [db]);
  if (sentences.length === 0) return null;
  return (
    <div className={styles.notice}>
      <Notice
        tone="warn"
        actions={
          <Button
            size="small"
            onClick={() => {
              setSentences([]);
            }}
          >
            {text.dismiss}
          </Button>
        }
      >
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
    </div>
  );
}

async function verify(db: ProfileDatabase): Promise<readonly string[]> {
  // On demand: hashing and decoding weights is no part of the first load.
  const { verifyActiveVersions } = await import('#storage/model-versions.ts');
  const broken = await verifyActiveVersions(db);
  return broken.map(({ metric, problem, fellBackTo }) => {
    const say = fellBackTo === null ? text.noVersionLeft : text.fellBack;
    return say(METRICS[metric].label, problem);
  });
}
