import { useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { removeEverything, removeProfile } from '../state/active-profile.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Choice } from './Choice.tsx';

const text = messages.settings;

type Scope = 'this' | 'all';

export interface DeletePanelProps {
  readonly profile: Profile;
}

/** Deletes one profile's data or everything, after asking. */
export function DeletePanel({ profile }: DeletePanelProps) {
  const [asking, setAsking] = useState(false);
  const [scope, setScope] = useState<Scope>('this');
  const [failed, setFailed] = useState(false);
  const remove = async () => {
    setAsking(false);
    setFailed(false);
    try {
      const left = scope === 'all' ? await removeEverything() : await removeProfile(profile.id);
      if (!left) navigate('/');
    } catch {
      setFailed(true);
    }
  };
  return (
    <Panel title={text.deleteTitle} lead={text.deleteLead}>
      {failed && <Notice tone="error">{text.deleteFailed}</Notice>}
      <div>
        <Button
          variant="danger"
          onClick={() => {
            setAsking(true);
          }}
        >
          {text.deleteButton}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={text.deleteQuestion}
          confirmLabel={text.deleteConfirm}
          onConfirm={() => {
            void remove();
          }}
          onCancel={() => {
            setAsking(false);
          }}
        >
          <Choice
            label={text.deleteQuestion}
            options={[
              { value: 'this', label: text.deleteThis(profile.name) },
              { value: 'all', label: text.deleteAll },
            ]}
            value={scope}
            onChange={setScope}
          />
        </ConfirmDialog>
      )}
    </Panel>
  );
}
