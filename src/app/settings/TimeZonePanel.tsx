import { useLiveQuery } from 'dexie-react-hooks';
import { listImports } from '#storage/imports.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { updateSettings } from '#storage/settings.ts';
import { messages } from '../messages/en.ts';
import { listTimeZones, systemTimeZone } from '../state/clock.ts';
import { SelectField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import styles from './settings.module.css';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

export interface TimeZonePanelProps {
  readonly db: ProfileDatabase;
  readonly timeZone: string | null;
}

/** When a day ends, and which imports were cut into days by another zone. */
export function TimeZonePanel({ db, timeZone }: TimeZonePanelProps) {
  const { attempt, problem } = useAttempt();
  const chosen = timeZone ?? systemTimeZone();
  const imports = useLiveQuery(() => listImports(db), [db]) ?? [];
  const elsewhere = imports.filter((each) => each.timeZone !== chosen && each.format !== 'sample');
  return (
    <Panel title={text.timeZoneTitle}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <div className={styles.narrow}>
        <SelectField
          label={text.timeZone}
          hint={text.timeZoneHint}
          value={chosen}
          onChange={(event) => {
            attempt(() => updateSettings(db, { timeZone: event.target.value }));
          }}
        >
          {listTimeZones(chosen).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
      </div>
      {elsewhere.length > 0 && (
        <Notice tone="warn">
          <p>{text.timeZoneElsewhere(chosen)}</p>
          <ul className={styles.files}>
            {elsewhere.map(({ id, fileName, timeZone: zone }) => (
              <li key={id}>{text.importedIn(fileName, zone)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Panel>
  );
}
