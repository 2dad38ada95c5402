import type { ProfileDatabase } from '#storage/profile-database.ts';
import { updateSettings, type Settings } from '#storage/settings.ts';
import { messages } from '../messages/en.ts';
import { useDayRecords } from '../state/active-profile.ts';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

export interface HrvPanelProps {
  readonly db: ProfileDatabase;
  readonly choice: Settings['hrvStatistic'];
}

/** Which HRV statistic is forecast; each with the days there are of it. */
export function HrvPanel({ db, choice }: HrvPanelProps) {
  const records = useDayRecords(db) ?? [];
  const { attempt, problem } = useAttempt();
  const rmssd = records.filter(({ values }) => values.hrvRmssdMs !== undefined).length;
  const sdnn = records.filter(({ values }) => values.hrvSdnnMs !== undefined).length;
  return (
    <Panel title={text.hrvTitle} lead={text.hrvLead}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <Choice
        label={text.hrvTitle}
        options={[
          { value: 'auto', label: text.hrv.auto(text.hrv[chooseHrvMetric(records, 'auto')]) },
          { value: 'hrvRmssd', label: text.hrvDays(text.hrv.hrvRmssd, rmssd) },
          { value: 'hrvSdnn', label: text.hrvDays(text.hrv.hrvSdnn, sdnn) },
        ]}
        value={choice}
        onChange={(hrvStatistic) => {
          attempt(() => updateSettings(db, { hrvStatistic }));
        }}
      />
    </Panel>
  );
}
