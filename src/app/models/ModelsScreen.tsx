import { useState, type ReactNode } from 'react';
import type { ModelVersion } from '#core/model-version.ts';
import { toStorageFault } from '#storage/faults.ts';
import { activateVersion, deleteVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { modelsMessages as text } from '../messages/models.ts';
import { WithData } from '../shell/WithData.tsx';
import { useVersions, type Versions } from '../state/versions.ts';
import { LinkButton } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { VersionDetails } from './VersionDetails.tsx';
import { VersionTable } from './VersionTable.tsx';

/** Versions: judge, roll back, delete. */
export function ModelsScreen(): ReactNode {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <WithData>{({ db }) => <ModelsContent db={db} />}</WithData>
    </>
  );
}

function ModelsContent({ db }: { readonly db: ProfileDatabase }): ReactNode {
  const versions = useVersions(db);
  if (versions === undefined) return <Loading />;
  if (versions.all.length === 0) {
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
  return <VersionList db={db} versions={versions} />;
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
    <Stack>
      {message !== null && <Notice tone={message.tone}>{message.text}</Notice>}
      <Panel title={text.versions} lead={text.kept}>
        <VersionTable
          versions={versions}
          busy={busy}
          onActivate={(version) => {
            void attempt(() => activate(db, version));
          }}
          onDelete={setDeleting}
        />
      </Panel>
      <VersionDetails versions={versions} />
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
    </Stack>
  );
}

async function activate(db: ProfileDatabase, version: ModelVersion): Promise<Message> {
  const result = await activateVersion(db, version.id);
  if (!result.ok) return { tone: 'error', text: faultSentence(result.error) };
  return { tone: 'info', text: text.madeActive(version) };
}

async function remove(db: ProfileDatabase, version: ModelVersion): Promise<Message | null> {
  const result = await deleteVersion(db, version.id);
  return result.ok ? null : { tone: 'error', text: result.error };
}
