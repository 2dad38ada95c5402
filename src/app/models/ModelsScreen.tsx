import { useState, type ReactNode } from 'react';
import type { ModelVersion } from '#core/model-version.ts';
import { toStorageFault } from '#storage/faults.ts';
import { activateVersion, deleteVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { exportVersion } from '#workers/export-client.ts';
import { faultSentence } from '../messages/common.ts';
import { modelsMessages as text } from '../messages/models.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { useVersions, type Versions } from '../state/versions.ts';
import { LinkButton } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { saveFile } from '../ui/save-file.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { LivePanel } from './LivePanel.tsx';
import { VersionDetails } from './VersionDetails.tsx';
import { VersionTable } from './VersionTable.tsx';

/** Versions: judge, compare, roll back, export, delete; and how the live forecasts did. */
export function ModelsScreen(): ReactNode {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <WithData>{(data) => <ModelsContent {...data} />}</WithData>
    </>
  );
}

function ModelsContent({ db, records, settings }: ProfileData): ReactNode {
  const versions = useVersions(db);
  if (versions === undefined) return <Loading />;
  const hrv = chooseHrvMetric(records, settings.hrvStatistic);
  const live = <LivePanel db={db} hrv={hrv} activeIds={versions.activeIds} />;
  if (versions.all.length === 0) {
    return (
      <Stack>
        <NoVersions />
        {live}
      </Stack>
    );
  }
  return (
    <Stack>
      <VersionList db={db} versions={versions} />
      {live}
      <VersionDetails db={db} versions={versions} />
      <ComparePanel versions={versions} />
    </Stack>
  );
}

function NoVersions(): ReactNode {
  return (
    <EmptyState
      title={text.noneTitle}
      actions={
        <LinkButton to="/train" variant="primary">
          {text.train}
        </LinkButton>
      }
    >
      {text.noneText}
    </EmptyState>
  );
}

interface Message {
  readonly tone: 'info' | 'error';
  readonly text: string;
}

function VersionList({
  db,
  versions,
}: {
  readonly db: ProfileDatabase;
  readonly versions: Versions;
}): ReactNode {
  const [message, setMessage] = useState<Message | null>(null);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState<ModelVersion | null>(null);

  const attempt = async (act: () => Promise<Message | null>): Promise<void> => {
    setBusy(true);
    try {
      setMessage(await act());
    } catch (error) {
      setMessage({ tone: 'error', text: faultSentence(toStorageFault(error)) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      {message !== null && <Notice tone={message.tone}>{message.text}</Notice>}
      <Panel title={text.versions} lead={text.kept}>
        <VersionTable
          versions={versions}
          busy={busy}
          onActivate={(version) => {
            void attempt(() => activate(db, version));
          }}
          onExport={(version) => {
            void attempt(() => exportToDownloads(db, version));
          }}
          onDelete={setDeleting}
        />
      </Panel>
      {deleting !== null && (
        <ConfirmDialog
          title={text.deleteTitle(deleting)}
          confirmLabel={text.delete}
          onCancel={() => {
            setDeleting(null);
          }}
          onConfirm={() => {
            setDeleting(null);
            void attempt(() => remove(db, deleting));
          }}
        >
          <p>
            {versions.activeIds[deleting.metric] === deleting.id ? text.deleteActiveText : text.deleteText}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

async function activate(db: ProfileDatabase, version: ModelVersion): Promise<Message> {
  const result = await activateVersion(db, version.id);
  if (!result.ok) return { tone: 'error', text: faultSentence(result.error) };
  return { tone: 'info', text: text.madeActive(version) };
}

async function exportToDownloads(db: ProfileDatabase, version: ModelVersion): Promise<Message> {
  const result = await exportVersion(db, version.id);
  if (!result.ok) return { tone: 'error', text: faultSentence(result.error) };
  const { fileName, bytes } = result.value;
  saveFile(fileName, new Blob([bytes], { type: 'application/zip' }));
  return { tone: 'info', text: text.exported(fileName) };
}

async function remove(db: ProfileDatabase, version: ModelVersion): Promise<Message | null> {
  const result = await deleteVersion(db, version.id);
  return result.ok ? null : { tone: 'error', text: result.error };
}
