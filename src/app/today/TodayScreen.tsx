import { useMemo, useState, type ReactNode } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { ForecastMode } from '#core/forecast.ts';
import type { Metric } from '#core/metric.ts';
import { LevelChoice } from '../charts/LevelChoice.tsx';
import { todayMessages as text } from '../messages/today.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { useForecasts, type MetricForecast } from '../state/forecasts.ts';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { activeVersionOf, useVersions } from '../state/versions.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { PanelGrid } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { forecastOf } from './forecast-texts.ts';
import { ForecastPanel } from './ForecastPanel.tsx';
import styles from './today.module.css';

/** Tomorrow's resting heart rate and HRV. */
export function TodayScreen(): ReactNode {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <WithData>{(data) => <TodayContent {...data} />}</WithData>
    </>
  );
}

function TodayContent({ db, records, settings, today }: ProfileData): ReactNode {
  const hrv = chooseHrvMetric(records, settings.hrvStatistic);
  const metrics = useMemo<readonly Metric[]>(() => ['restingHeartRate', hrv], [hrv]);
  const [mode, setMode] = useState<ForecastMode | 'auto'>('auto');
  const [level, setLevel] = useState(0.8);
  const { outcomes, busy, retry } = useForecasts({ db, metrics, today, mode, records });
  const versions = useVersions(db);
  if (outcomes === null) return <Loading />;

  const made = outcomes.map((each) => forecastOf(each.outcome)).find((forecast) => forecast !== null);
  return (
    <Stack>
      <div className={styles.controls}>
        <LevelChoice value={level} onChange={setLevel} />
        {made != null && canChooseMode(outcomes, records) && (
          <Segmented<ForecastMode>
            label={text.mode}
            options={[
              { value: 'evening', label: text.modes.evening },
              { value: 'morning', label: text.modes.morning },
            ]}
            value={mode === 'auto' ? made.mode : mode}
            onChange={setMode}
          />
        )}
      </div>
      <div aria-busy={busy}>
        <PanelGrid>
          {outcomes.map(({ metric, outcome }) => (
            <ForecastPanel
              key={metric}
              metric={metric}
              outcome={outcome}
              records={records}
              evaluation={activeVersionOf(versions, metric)?.description.evaluation ?? null}
              today={today}
              level={level}
              onRetry={retry}
            />
          ))}
        </PanelGrid>
      </div>
      <p className={styles.disclaimer}>{text.disclaimer}</p>
    </Stack>
  );
}

/**
 * Only a network looks at behaviours, so only its number depends on the mode; and an unfinished newest day has no
 * evening yet.
 */
function canChooseMode(outcomes: readonly MetricForecast[], records: readonly DayRecord[]): boolean {
  if (records.at(-1)?.partial === true) return false;
  return outcomes.some(({ outcome }) => forecastOf(outcome)?.origin.kind === 'network');
}
