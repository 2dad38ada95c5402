import { useRef, type ReactNode } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { freshnessMessages as text } from '../messages/freshness.ts';
import { importAgain } from '../state/import-again.ts';
import type { ImportSetting } from '../state/import-choices.ts';
import { startImport } from '../state/import-job.ts';
import { Button } from '../ui/Button.tsx';

export interface ImportAgainButtonProps {
  readonly db: ProfileDatabase;
  readonly timeZone: string;
  readonly setting: ImportSetting;
}

/** Reads the files of the last import again where the browser can, else lets the person choose; then the preview. */
export function ImportAgainButton({ db, timeZone, setting }: ImportAgainButtonProps): ReactNode {
  const inputRef = useRef<HTMLInputElement>(null);
  const begin = async () => {
    const outcome = await importAgain(db, timeZone, setting);
    if (outcome === 'choose') inputRef.current?.click();
    else if (outcome === 'started') navigate('/data');
  };
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          void begin();
        }}
      >
        {text.importAgain}
      </Button>
      <input
        ref={inputRef}
        type="file"
        multiple
        hidden
        aria-label={text.chooseNewer}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length === 0) return;
          void startImport({ files, handles: [] }, timeZone, setting);
          navigate('/data');
        }}
      />
    </>
  );
}
