import { useEffect, useRef, type ReactNode } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { messages } from '../messages/en.ts';
import { useActiveProfile } from '../state/active-profile.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { Navigation, titleOf } from './Navigation.tsx';
import { ProfileSwitch } from './ProfileSwitch.tsx';
import { SampleBanner } from './SampleBanner.tsx';
import styles from './Shell.module.css';
import { UpdateNotice } from './UpdateNotice.tsx';
import { VersionCheck } from './VersionCheck.tsx';

const text = messages.shell;

/** The frame around every screen: brand, navigation, profile, notices, and the main landmark. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const active = useActiveProfile();
  const mainRef = useScreenChange();
  return (
    <div className={styles.shell}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => {
          mainRef.current?.focus();
        }}
      >
        {text.skip}
      </button>
      <header className={styles.header}>
        <div className={styles.bar}>
          <a href="#/" className={styles.brand}>
            <Mark />
            {text.brand}
          </a>
          <Navigation />
          <div className={styles.profile}>
            {active.status === 'ready' && (
              <ProfileSwitch active={active.profile} profiles={active.profiles} />
            )}
          </div>
        </div>
      </header>
      {active.status === 'ready' && active.profile.kind === 'sample' && (
        <SampleBanner profile={active.profile} />
      )}
      <main ref={mainRef} tabIndex={-1} className={styles.main}>
        <ConnectionNotice />
        <UpdateNotice />
        {active.status === 'ready' && <VersionCheck key={active.profile.id} db={active.db} />}
        {children}
      </main>
    </div>
  );
}

/** Names the document after the screen; on a change of screen it starts at the top and moves the focus there. */
function useScreenChange() {
  const [location] = useHashLocation();
  const mainRef = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    const title = titleOf(location);
    document.title = title === null ? text.brand : `${title} · ${text.brand}`;
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, 0);
    mainRef.current?.focus({ preventScroll: true });
  }, [location]);
  return mainRef;
}

function Mark() {
  return (
    <svg viewBox="0 0 28 20" width="28" height="20" aria-hidden="true" className={styles.mark}>
      <path d="M1 13h4.5l3-8 4.5 13 3-8h2" />
      <path d="M21 9.4l.1 0" className={styles.ahead} />
      <circle cx="25" cy="7.5" r="2.5" />
    </svg>
  );
}
