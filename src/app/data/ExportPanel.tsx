import type { DayRecord } from '#core/day-record.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import type { Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { saveTextFile } from '../ui/save-file.ts';

const text = messages.data;

export interface ExportPanelProps {
  readonly profile: Profile;
  readonly records: readonly DayRecord[];
}

/** The days back out, in the format they can come in again. */
export function ExportPanel({ profile, records }: ExportPanelProps) {
  return (
    <Panel title={text.exportTitle} lead={text.exportText}>
      <div>
        <Button
          onClick={() => {
            saveTextFile(csvName(profile, records), writeTidyCsv(records));
          }}
        >
          {text.download}
        </Button>
      </div>
    </Panel>
  );
}

function csvName({ name }: Profile, records: readonly DayRecord[]): string {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return `pulsecast-${slug}-${records.at(-1)?.date ?? ''}.csv`;
}
