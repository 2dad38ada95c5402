import { useEffect, useState } from 'react';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { messages } from '../messages/en.ts';
import { useDerivedDays } from '../state/active-profile.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { describeBrokenVersions } from './broken-versions.ts';
import styles from './notices.module.css';

const text = messages.shell;

/** Brings a profile up to date once per start, verifies its active model versions and says which had to be replaced. */
export function VersionCheck({ db }: { readonly db: ProfileDatabase }) {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  useDerivedDays(db);
  useEffect(() => {
    let shown = true;
    void describeBrokenVersions(db).then((found) => {
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
