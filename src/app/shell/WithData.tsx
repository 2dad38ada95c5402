import type { ReactNode } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { Profile } from '#storage/profiles.ts';
import type { Settings } from '#storage/settings.ts';
import { messages } from '../messages/en.ts';
import { useActiveProfile, useSettings } from '../state/active-profile.ts';
import { systemTimeZone, useToday } from '../state/clock.ts';
import { useMarkedDays } from '../state/marked-days.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { StartButtons } from './StartButtons.tsx';

/** What a screen needs to know about the person; all of it live. */
export interface ProfileData {
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
  readonly db: ProfileDatabase;
  /** With the marked days as they are meant; ascending, at least one. */
  readonly records: readonly DayRecord[];
  readonly settings: Settings;
  /** The profile's zone: the one chosen in Settings, else the browser's. */
  readonly timeZone: string;
  /** Today in that zone. */
  readonly today: LocalDate;
}

export interface WithDataProps {
  /** Drawn once there are days; it may not call hooks itself: render a component in it. */
  readonly children: (data: ProfileData) => ReactNode;
}

/** The gate of every screen that needs days: while there are none it offers the two ways to begin. */
export function WithData({ children }: WithDataProps) {
  const active = useActiveProfile();
  if (active.status === 'loading') return <Loading />;
  if (active.status === 'none') return <NoData />;
  return (
    <Loaded key={active.profile.id} profile={active.profile} profiles={active.profiles} db={active.db}>
      {children}
    </Loaded>
  );
}

/** "No data yet", with the two ways to begin. */
export function NoData({ onImport }: { readonly onImport?: () => void }) {
  const text = messages.common;
  return (
    <EmptyState
      title={text.noDataTitle}
      actions={<StartButtons {...(onImport === undefined ? {} : { onImport })} />}
    >
      {text.noDataText}
    </EmptyState>
  );
}

interface LoadedProps extends WithDataProps {
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
  readonly db: ProfileDatabase;
}

function Loaded({ profile, profiles, db, children }: LoadedProps) {
  const records = useMarkedDays(db);
  const settings = useSettings(db);
  const timeZone = settings?.timeZone ?? systemTimeZone();
  const today = useToday(timeZone);
  if (records === undefined || settings === undefined) return <Loading />;
  if (records.length === 0) return <NoData />;
  return <>{children({ profile, profiles, db, records, settings, timeZone, today })}</>;
}
