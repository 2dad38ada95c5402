import { useState } from 'react';
import { daysBetween, localDateOfInstant } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { makeBackup } from '../state/backup.ts';
import { systemTimeZone, todayIn, useToday } from '../state/clock.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { saveFile } from '../ui/save-file.ts';
import styles from './settings.module.css';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

/** Every month a person would miss is worth a reminder. */
const OLD_BACKUP_DAYS = 30;

export interface BackupPanelProps {
  readonly db: ProfileDatabase;
  readonly profile: Profile;
  /** Epoch milliseconds; null where none was made. */
  readonly lastBackupAt: number | null;
}

/** Hands the whole profile out as one file, under a password where one is typed. */
export function BackupPanel({ db, profile, lastBackupAt }: BackupPanelProps) {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const { attempt, problem } = useAttempt();
  const today = useToday();
  const ageDays =
    lastBackupAt === null ? null : daysBetween(localDateOfInstant(lastBackupAt, systemTimeZone()), today);
  const backUp = async (): Promise<void> => {
    setBusy(true);
    try {
      const bytes = await makeBackup(db, profile, password === '' ? null : password);
      saveFile(backupName(profile), new Blob([bytes], { type: 'application/zip' }));
      setPassword('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={text.backupTitle} lead={text.backupLead}>
      <p className={styles.outcome}>
        {lastBackupAt === null ? text.neverBackedUp : text.lastBackup(formatInstant(lastBackupAt))}
      </p>
      {ageDays !== null && ageDays >= OLD_BACKUP_DAYS && (
        <Notice tone="warn">{text.backupOld(ageDays)}</Notice>
      )}
      <form
        className={styles.stacked}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) attempt(backUp);
        }}
      >
        <TextField
          label={text.backupPassword}
          hint={text.backupPasswordHint}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
          }}
        />
        <div>
          <Button type="submit" disabled={busy}>
            {busy ? text.backingUp : text.backUp}
          </Button>
        </div>
      </form>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
    </Panel>
  );
}

function backupName({ name }: Profile): string {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return `pulsecast-backup-${slug}-${todayIn(systemTimeZone())}.zip`;
}
