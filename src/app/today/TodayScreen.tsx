import { useMemo, useState, type ReactNode } from 'react';
import { measureDataAge } from '#core/data-age.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { ForecastMode } from '#core/forecast.ts';
import type { Metric } from '#core/metric.ts';
import { LevelChoice } from '../charts/LevelChoice.tsx';
import { DataAgeNotice } from '../freshness/DataAgeNotice.tsx';
import { ImportAgainButton } from '../freshness/ImportAgainButton.tsx';
import { todayMessages as text } from '../messages/today.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { useForecasts, type MetricForecast } from '../state/forecasts.ts';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { useLedger } from '../state/ledger.ts';
import { useAnnotations } from '../state/marked-days.ts';
import { activeVersionOf, useVersions } from '../state/versions.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PanelGrid } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { forecastOf } from '../messages/forecast.ts';
import { FORECAST_PARTS, ForecastPanel } from './ForecastPanel.tsx';
import { ReportHead } from './ReportHead.tsx';
import { TodayActions } from './TodayActions.tsx';
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

function TodayContent(data: ProfileData): ReactNode {
  const { profile, db, records, settings, today } = data;
  const hrv = chooseHrvMetric(records, settings.hrvStatistic);
  const metrics = useMemo<readonly Metric[]>(() => ['restingHeartRate', hrv], [hrv]);
  const [mode, setMode] = useState<ForecastMode | 'auto'>('auto');
  const [level, setLevel] = useState(0.8);
  const { outcomes, busy, retry } = useForecasts({ db, metrics, today, mode, records });
  const versions = useVersions(db);
  const annotations = useAnnotations(db);
  const ledger = useLedger(db);
  const age = measureDataAge(records, today);
  if (outcomes === null || annotations === undefined || ledger === undefined) return <Loading />;

  const made = outcomes.map((each) => forecastOf(each.outcome)).find((forecast) => forecast !== null);
  return (
    <div className={styles.report}>
      <ReportHead profile={profile} records={records} today={today} />
      {age !== null && <DataAgeNotice age={age} withForecast actions={<ImportAgain {...data} />} />}
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
        <TodayActions db={db} day={records.at(-1)?.date ?? today} today={today} />
      </div>
      <div aria-busy={busy} data-panels>
        <PanelGrid parts={FORECAST_PARTS}>
          {outcomes.map(({ metric, outcome }) => (
            <ForecastPanel
              key={metric}
              db={db}
              metric={metric}
              outcome={outcome}
              records={records}
              annotations={annotations}
              dataAge={age}
              evaluation={activeVersionOf(versions, metric)?.description.evaluation ?? null}
              ledger={ledger.entries}
              today={today}
              level={level}
              onRetry={retry}
            />
          ))}
        </PanelGrid>
      </div>
      <p className={styles.disclaimer}>{text.disclaimer}</p>
    </div>
  );
}

/** Sample data have no file that could be newer. */
function ImportAgain({ profile, profiles, db, timeZone }: ProfileData): ReactNode {
  if (profile.kind === 'sample') return null;
  return <ImportAgainButton db={db} timeZone={timeZone} setting={{ profiles, activeId: profile.id }} />;
}

/**
 * Only a network looks at behaviours, so only its number depends on the mode; and an unfinished newest day has no
 * evening yet.
 */
function canChooseMode(outcomes: readonly MetricForecast[], records: readonly DayRecord[]): boolean {
  if (records.at(-1)?.partial === true) return false;
  return outcomes.some(({ outcome }) => forecastOf(outcome)?.origin.kind === 'network');
}
