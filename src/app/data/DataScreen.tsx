import { useRef } from 'react';
import { measureDataAge } from '#core/data-age.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { Profile } from '#storage/profiles.ts';
import { DataAgeNotice } from '../freshness/DataAgeNotice.tsx';
import { ImportAgainButton } from '../freshness/ImportAgainButton.tsx';
import { messages } from '../messages/en.ts';
import { NoData } from '../shell/WithData.tsx';
import { useActiveProfile, useDayRecords, useSettings } from '../state/active-profile.ts';
import { MarkedDaysPanel } from '../marks/MarkedDaysPanel.tsx';
import { systemTimeZone, useToday } from '../state/clock.ts';
import type { ImportSetting } from '../state/import-choices.ts';
import { useImportJob } from '../state/import-job.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { ImportsPanel } from './ImportsPanel.tsx';
import { SourcesPanel } from './SourcesPanel.tsx';

const text = messages.data;

/** Import, what is there, where it came from, and the way out. */
export function DataScreen() {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DataOfActive />
    </>
  );
}

function DataOfActive() {
  const active = useActiveProfile();
  if (active.status === 'loading') return <Loading />;
  if (active.status === 'none') {
    return (
      <Stack>
        <ImportSection setting={{ profiles: [], activeId: null }} timeZone={systemTimeZone()} empty />
      </Stack>
    );
  }
  const { profile, db, profiles } = active;
  return <DataOf key={profile.id} profile={profile} db={db} setting={{ profiles, activeId: profile.id }} />;
}

interface DataOfProps {
  readonly profile: Profile;
  readonly db: ProfileDatabase;
  readonly setting: ImportSetting;
}

function DataOf({ profile, db, setting }: DataOfProps) {
  const records = useDayRecords(db);
  const settings = useSettings(db);
  const timeZone = settings?.timeZone ?? systemTimeZone();
  const today = useToday(timeZone);
  if (records === undefined || settings === undefined) return <Loading />;
  return (
    <Stack>
      <AgeOfData {...{ profile, db, setting, timeZone, records, today }} />
      <ImportSection setting={setting} timeZone={timeZone} empty={records.length === 0} />
      {records.length > 0 && <KeptData profile={profile} db={db} records={records} today={today} />}
    </Stack>
  );
}

interface AgeOfDataProps extends DataOfProps {
  readonly timeZone: string;
  readonly records: readonly DayRecord[];
  readonly today: LocalDate;
}

/** How far the days reach; not while newer ones are being read. */
function AgeOfData({ profile, db, setting, timeZone, records, today }: AgeOfDataProps) {
  const job = useImportJob();
  const age = measureDataAge(records, today);
  if (age === null || job.status === 'running' || job.status === 'done') return null;
  const again = <ImportAgainButton db={db} timeZone={timeZone} setting={setting} />;
  return <DataAgeNotice age={age} withForecast={false} actions={profile.kind === 'sample' ? null : again} />;
}

interface KeptDataProps {
  readonly profile: Profile;
  readonly db: ProfileDatabase;
  readonly records: readonly DayRecord[];
  readonly today: LocalDate;
}

function KeptData({ profile, db, records, today }: KeptDataProps) {
  return (
    <>
      <CoveragePanel records={records} />
      <MarkedDaysPanel db={db} day={records.at(-1)?.date ?? today} latest={today} />
      <ImportsPanel db={db} />
      <SourcesPanel db={db} records={records} />
      <ExportPanel profile={profile} records={records} />
    </>
  );
}

interface ImportSectionProps {
  readonly setting: ImportSetting;
  readonly timeZone: string;
  readonly empty: boolean;
}

function ImportSection({ setting, timeZone, empty }: ImportSectionProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const job = useImportJob();
  const open = job.status === 'idle' || job.status === 'failed';
  return (
    <>
      {empty && open && <NoData onImport={() => inputRef.current?.click()} />}
      <ImportPanel inputRef={inputRef} setting={setting} timeZone={timeZone} compact={!empty} />
    </>
  );
}
