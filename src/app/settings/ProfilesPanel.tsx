import { useState } from 'react';
import { renameProfile, setActiveProfile, type Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { profileLabel } from '../shell/ProfileSwitch.tsx';
import { removeProfile, startProfile } from '../state/active-profile.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { NameForm } from './NameForm.tsx';
import styles from './settings.module.css';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

/** The one profile that is being renamed or about to be deleted. */
interface Pending {
  readonly act: 'rename' | 'remove';
  readonly profile: Profile;
}

export interface ProfilesPanelProps {
  readonly profiles: readonly Profile[];
  readonly activeId: string | null;
}

/** Every profile on this device: show, rename, delete, create. */
export function ProfilesPanel({ profiles, activeId }: ProfilesPanelProps) {
  const [pending, setPending] = useState<Pending | null>(null);
  const { attempt, problem } = useAttempt();
  const names = profiles.map(({ name }) => name);
  return (
    <Panel title={text.profilesTitle} lead={text.profilesLead}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <DataTable
        caption={text.profilesTitle}
        captionHidden
        stacked
        rows={profiles}
        rowKey={({ id }) => id}
        empty={text.noProfile}
        columns={[
          { key: 'name', header: text.profile, rowHeader: true, cell: profileLabel },
          { key: 'created', header: text.created, cell: ({ createdAt }) => formatInstant(createdAt) },
          {
            key: 'acts',
            header: <span className="visually-hidden">{text.acts}</span>,
            align: 'end',
            cell: (profile) => (
              <ProfileActs
                profile={profile}
                shown={profile.id === activeId}
                onShow={() => {
                  attempt(() => setActiveProfile(profile.id));
                }}
                onPending={(act) => {
                  setPending({ act, profile });
                }}
              />
            ),
          },
        ]}
      />
      {pending?.act === 'rename' && (
        <NameForm
          key={pending.profile.id}
          label={text.newNameOf(pending.profile.name)}
          submitLabel={text.save}
          initial={pending.profile.name}
          taken={names.filter((name) => name !== pending.profile.name)}
          onSubmit={(name) => {
            setPending(null);
            attempt(() => renameProfile(pending.profile.id, name));
          }}
          onCancel={() => {
            setPending(null);
          }}
        />
      )}
      <NameForm
        label={text.newProfile}
        submitLabel={text.createProfile}
        initial=""
        taken={names}
        onSubmit={(name) => {
          attempt(() => startProfile(name));
        }}
      />
      {pending?.act === 'remove' && (
        <ConfirmDialog
          title={text.deleteProfileTitle(pending.profile.name)}
          confirmLabel={text.deleteProfile}
          onConfirm={() => {
            setPending(null);
            attempt(() => removeProfile(pending.profile.id));
          }}
          onCancel={() => {
            setPending(null);
          }}
        >
          <p>{text.deleteProfileText}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

interface ProfileActsProps {
  readonly profile: Profile;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onPending: (act: Pending['act']) => void;
}

function ProfileActs({ profile, shown, onShow, onPending }: ProfileActsProps) {
  const name = <span className="visually-hidden"> {profile.name}</span>;
  return (
    <span className={styles.acts}>
      {shown ? (
        <span className={styles.shown}>{text.shown}</span>
      ) : (
        <Button size="small" onClick={onShow}>
          {text.show}
          {name}
        </Button>
      )}
      <Button
        size="small"
        onClick={() => {
          onPending('rename');
        }}
      >
        {text.rename}
        {name}
      </Button>
      <Button
        size="small"
        variant="danger"
        onClick={() => {
          onPending('remove');
        }}
      >
        {text.remove}
        {name}
      </Button>
    </span>
  );
}
