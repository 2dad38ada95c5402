import { messages } from '../messages/en.ts';
import { useActiveProfile, useSettings, type ActiveProfile } from '../state/active-profile.ts';
import { useUnits } from '../state/units.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { PanelGrid } from '../ui/Panel.tsx';
import { BackupPanel } from './BackupPanel.tsx';
import { DeletePanel } from './DeletePanel.tsx';
import { EnginePanel } from './EnginePanel.tsx';
import { HrvPanel } from './HrvPanel.tsx';
import { ProfilesPanel } from './ProfilesPanel.tsx';
import { RestorePanel } from './RestorePanel.tsx';
import { StoragePanel } from './StoragePanel.tsx';
import { TimeZonePanel } from './TimeZonePanel.tsx';
import { UnitsPanel } from './UnitsPanel.tsx';
import { NoData } from '../shell/WithData.tsx';

const text = messages.settings;

/** Profiles, units, time zone, compute engine, HRV statistic, storage, and the way to delete everything. */
export function SettingsScreen() {
  const active = useActiveProfile();
  // Its dates have times.
  useUnits();
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      {active.status === 'loading' && <Loading />}
      {active.status === 'none' && <SettingsOfNobody />}
      {active.status === 'ready' && <SettingsOf active={active} />}
    </>
  );
}

function SettingsOfNobody() {
  return (
    <Stack>
      <NoData />
      <ProfilesPanel profiles={[]} activeId={null} />
      <PanelGrid minimum={420}>
        <UnitsPanel />
        <StoragePanel />
        <RestorePanel profile={null} />
      </PanelGrid>
    </Stack>
  );
}

interface OfProfile {
  readonly active: Extract<ActiveProfile, { status: 'ready' }>;
}

function SettingsOf({ active }: OfProfile) {
  const { profile, profiles } = active;
  return (
    <Stack>
      <ProfilesPanel profiles={profiles} activeId={profile.id} />
      <ProfileSettings key={profile.id} active={active} />
      <DeletePanel profile={profile} />
    </Stack>
  );
}

/** What belongs together is side by side; on a phone, below each other in the order of the file. */
function ProfileSettings({ active }: OfProfile) {
  const { db, profile } = active;
  const settings = useSettings(db);
  if (settings === undefined) return <Loading />;
  return (
    <>
      <PanelGrid minimum={420}>
        <Stack>
          <UnitsPanel />
          <TimeZonePanel db={db} timeZone={settings.timeZone} />
          <HrvPanel db={db} choice={settings.hrvStatistic} />
        </Stack>
        <EnginePanel db={db} choice={settings.engine} />
      </PanelGrid>
      <PanelGrid minimum={420}>
        <BackupPanel db={db} profile={profile} lastBackupAt={settings.lastBackupAt} />
        <Stack>
          <RestorePanel profile={profile} />
          <StoragePanel />
        </Stack>
      </PanelGrid>
    </>
  );
}
