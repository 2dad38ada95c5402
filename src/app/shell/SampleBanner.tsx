import { useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { removeProfile } from '../state/active-profile.ts';
import { Button } from '../ui/Button.tsx';
import styles from './SampleBanner.module.css';

const text = messages.shell;

/** Says on every screen that the data are invented, and removes them by one click. */
export function SampleBanner({ profile }: { readonly profile: Profile }) {
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    try {
      const othersLeft = await removeProfile(profile.id);
      if (!othersLeft) navigate('/');
    } finally {
      setRemoving(false);
    }
  };
  return (
    <aside aria-label={text.sampleBanner} className={styles.banner}>
      <div className={styles.inner}>
        <p>
          <strong>{text.sampleBanner}.</strong> <span className={styles.detail}>{text.sampleDetail}</span>
        </p>
        <Button
          size="small"
          disabled={removing}
          onClick={() => {
            void remove();
          }}
        >
          {text.removeSample}
        </Button>
      </div>
    </aside>
  );
}
