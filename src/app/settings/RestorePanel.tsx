import { useRef, useState } from 'react';
import type { BackupContent } from '#storage/backup/backup-format.ts';
import type { BackupProblem } from '#storage/backup/read-backup.ts';
import type { Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { openBackup, restoreInto, type RestoreTarget } from '../state/backup.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { formatInstant } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import styles from './settings.module.css';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'locked'; readonly file: File; readonly wrong: boolean }
  | { readonly kind: 'refused'; readonly problem: BackupProblem }
  | { readonly kind: 'found'; readonly content: BackupContent }
  | { readonly kind: 'done'; readonly name: string };

export interface RestorePanelProps {
  /** The profile on screen; null where there is none yet. */
  readonly profile: Profile | null;
}

/** Brings a backup back: the file is checked whole before anything is asked, and nothing is written before the answer. */
export function RestorePanel({ profile }: RestorePanelProps) {
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  const inputRef = useRef<HTMLInputElement>(null);
  const { attempt, problem } = useAttempt();
  const read = async (file: File, password: string | null): Promise<void> => {
    setStep({ kind: 'reading' });
    const opened = await openBackup(file, password);
    setStep(opened.ok ? { kind: 'found', content: opened.value } : afterProblem(opened.error, file));
  };
  const close = () => {
    setStep({ kind: 'idle' });
  };
  return (
    <Panel title={text.restore} lead={text.restoreLead}>
      <input
        ref={inputRef}
        type="file"
        accept=".zip,application/zip"
        className={styles.hiddenInput}
        aria-label={text.restoreFile}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Choosing the same file again must be noticed too.
          event.target.value = '';
          if (file !== undefined) attempt(() => read(file, null));
        }}
      />
      {(step.kind === 'idle' || step.kind === 'refused' || step.kind === 'done') && (
        <div>
          <Button onClick={() => inputRef.current?.click()}>{text.restore}</Button>
        </div>
      )}
      {step.kind === 'reading' && <Loading label={text.restoreReading} />}
      {step.kind === 'locked' && (
        <PasswordForm
          wrong={step.wrong}
          onOpen={(password) => {
            attempt(() => read(step.file, password));
          }}
          onCancel={close}
        />
      )}
      {step.kind === 'found' && (
        <FoundBackup
          content={step.content}
          profile={profile}
          onCancel={close}
          onDone={() => {
            setStep({ kind: 'done', name: step.content.profileName });
          }}
        />
      )}
      {step.kind === 'refused' && <Notice tone="error">{describeProblem(step.problem)}</Notice>}
      {step.kind === 'done' && <Notice>{text.restoreDone(step.name)}</Notice>}
      {problem !== null && <Notice tone="error">{problem}</Notice>}
    </Panel>
  );
}

function afterProblem(problem: BackupProblem, file: File): Step {
  if (problem.kind === 'passwordNeeded') return { kind: 'locked', file, wrong: false };
  if (problem.kind === 'notUnlocked') return { kind: 'locked', file, wrong: true };
  return { kind: 'refused', problem };
}

function describeProblem(problem: BackupProblem): string {
  return problem.kind === 'damaged'
    ? text.restoreProblems.damaged(problem.detail)
    : text.restoreProblems[problem.kind];
}

interface PasswordFormProps {
  readonly wrong: boolean;
  readonly onOpen: (password: string) => void;
  readonly onCancel: () => void;
}

function PasswordForm({ wrong, onOpen, onCancel }: PasswordFormProps) {
  const [password, setPassword] = useState('');
  return (
    <form
      className={styles.stacked}
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') onOpen(password);
      }}
    >
      <TextField
        label={text.restorePassword}
        hint={text.restoreProblems.passwordNeeded}
        error={wrong ? text.restoreProblems.notUnlocked : null}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary">
          {text.openBackup}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  );
}

interface FoundBackupProps {
  readonly content: BackupContent;
  readonly profile: Profile | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function FoundBackup({ content, profile, onDone, onCancel }: FoundBackupProps) {
  const [kind, setKind] = useState<RestoreTarget['kind']>('new');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const { attempt, problem } = useAttempt();
  const restore = async (): Promise<void> => {
    setBusy(true);
    setRefused(false);
    try {
      const target = kind === 'new' || profile === null ? { kind: 'new' as const } : { kind, profile };
      if ((await restoreInto(content, target)) === 'done') onDone();
      else setRefused(true);
    } finally {
      setBusy(false);
    }
  };
  const days = new Set(content.contributions.map(({ date }) => date)).size;
  return (
    <div className={styles.stacked}>
      <div>
        <p>{text.restoreFound(content.profileName, formatInstant(content.createdAt))}</p>
        <p className={styles.outcome}>
          {text.restoreHolds(days, content.imports.length, content.modelVersions.length)}
        </p>
      </div>
      {profile?.kind === 'personal' && (
        <Choice
          label={text.restoreQuestion}
          options={[
            { value: 'new', label: text.restoreTargets.new },
            { value: 'merge', label: text.restoreTargets.merge(profile.name) },
            { value: 'replace', label: text.restoreTargets.replace(profile.name) },
          ]}
          value={kind}
          onChange={setKind}
        />
      )}
      <div className={styles.buttons}>
        <Button
          variant={kind === 'replace' ? 'danger' : 'primary'}
          disabled={busy}
          onClick={() => {
            attempt(restore);
          }}
        >
          {text.restoreNow}
        </Button>
        <Button disabled={busy} onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
      {refused && <Notice tone="warn">{text.restoreBusy}</Notice>}
      {problem !== null && <Notice tone="error">{problem}</Notice>}
    </div>
  );
}
