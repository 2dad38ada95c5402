import { messages } from '../messages/en.ts';
import { useActiveProfile, useSettings, type ActiveProfile } from '../state/active-profile.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { DeletePanel } from './DeletePanel.tsx';
import { EnginePanel } from './EnginePanel.tsx';
import { HrvPanel } from './HrvPanel.tsx';
import { ProfilesPanel } from './ProfilesPanel.tsx';
import { StoragePanel } from './StoragePanel.tsx';
import { TimeZonePanel } from './TimeZonePanel.tsx';
import { NoData } from '../shell/WithData.tsx';

const text = messages.settings;

/** Profiles, time zone, compute engine, HRV statistic, storage, and the way to delete everything. */
export function SettingsScreen() {
  const active = useActiveProfile();
  if (active.status === 'loading') return <Loading />;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Stack>
        {active.status === 'none' && <NoData />}
        <ProfilesPanel
          profiles={active.status === 'ready' ? active.profiles : []}
          activeId={active.status === 'ready' ? active.profile.id : null}
        />
        {active.status === 'ready' && <ProfileSettings key={active.profile.id} active={active} />}
        <StoragePanel />
        {active.status === 'ready' && <DeletePanel profile={active.profile} />}
      </Stack>
    </>
  );
}

function ProfileSettings({ active }: { readonly active: Extract<ActiveProfile, { status: 'ready' }> }) {
  const { db } = active;
  const settings = useSettings(db);
  if (settings === undefined) return <Loading />;
  return (
    <>
      <EnginePanel db={db} choice={settings.engine} />
      <HrvPanel db={db} choice={settings.hrvStatistic} />
      <TimeZonePanel db={db} timeZone={settings.timeZone} />
    </>
  );
}
