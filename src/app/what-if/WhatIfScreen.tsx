import { useMemo, useState, type ReactNode } from 'react';
import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { Metric } from '#core/metric.ts';
import { scenarioFields, type ScenarioField } from '#core/scenario.ts';
import type { StoredScenario } from '#storage/scenarios.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { useUnits } from '../state/units.ts';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDay } from '../ui/format.ts';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import type { Units } from '../ui/units.ts';
import { BehaviourSlider } from './BehaviourSlider.tsx';
import { editDay, findBaseDay, type BaseDay } from './edited-day.ts';
import { SavedScenarios } from './SavedScenarios.tsx';
import { controlOf, formatShown, toShown, toStored, type ScenarioControl } from './scenario-controls.ts';
import { resultOf, type ScenarioRow } from './scenario-texts.ts';
import { ScenarioActions } from './ScenarioActions.tsx';
import { Caveats, ResultStrip, ScenarioResult } from './ScenarioResult.tsx';
import { SimilarDays } from './SimilarDays.tsx';
import { useSavedScenarios } from './use-saved-scenarios.ts';
import { useScenario, type ScenarioAnswer } from './use-scenario.ts';
import styles from './what-if.module.css';

/** Sliders over a day's behaviours, and what days like that were followed by. */
export function WhatIfScreen(): ReactNode {
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <WithData>{(data) => <WhatIfContent {...data} />}</WithData>
    </>
  );
}

interface Behaviour {
  readonly described: ScenarioField;
  readonly control: ScenarioControl;
}

function WhatIfContent({ db, records, settings, today }: ProfileData): ReactNode {
  const hrv = chooseHrvMetric(records, settings.hrvStatistic);
  const metrics = useMemo<readonly Metric[]>(() => ['restingHeartRate', hrv], [hrv]);
  const units = useUnits();
  const behaviours = useMemo(() => findBehaviours(records, units), [records, units]);
  const [edits, setEdits] = useState<DayValues>({});
  const saved = useSavedScenarios(db);
  const answer = useScenario({ db, metrics, today, edits, records, saved: saved.scenarios });
  const reference = answer.outputs?.find((output) => output.unedited !== null)?.unedited ?? null;
  const asOf = reference?.asOf;
  const mode = reference?.mode;
  const base = useMemo(
    () => findBaseDay(records, asOf === undefined || mode === undefined ? null : { asOf, mode }),
    [records, asOf, mode],
  );

  if (behaviours.length === 0 || base === null) {
    return (
      <EmptyState title={text.noBehaviours} actions={<LinkButton to="/data">{text.goToData}</LinkButton>}>
        {text.noBehavioursText}
      </EmptyState>
    );
  }
  const edited = Object.keys(edits).length > 0;
  const nearest = answer.outputs?.find((output) => output.nearest.length > 0)?.nearest ?? [];
  return (
    <Stack>
      <Caveats outputs={answer.outputs} />
      <div className={styles.layout}>
        <Sliders behaviours={behaviours} base={base} edits={edits} onEdit={setEdits} />
        <ResultStrip answer={answer} edited={edited} />
        <div className={styles.sticky}>
          <ScenarioResult
            answer={answer}
            edited={edited}
            actions={
              <ScenarioActions
                edited={edited}
                full={saved.full}
                onSave={(name) => {
                  saved.save(name, edits);
                }}
                onReset={() => {
                  setEdits({});
                }}
              />
            }
          />
        </div>
      </div>
      <SavedScenarios
        scenarios={saved.scenarios.map((scenario) => describeSaved(scenario, behaviours, answer))}
        metrics={metrics}
        day={formatDay(base.record.date)}
        problem={saved.problem}
        onLoad={(id) => {
          setEdits(saved.scenarios.find((scenario) => scenario.id === id)?.edits ?? {});
        }}
        onRemove={saved.remove}
      />
      {edited && (
        <SimilarDays
          days={nearest}
          records={records}
          metrics={metrics}
          controls={behaviours.flatMap(({ control }) => (control.field in edits ? [control] : []))}
        />
      )}
    </Stack>
  );
}

function describeSaved(
  { id, name, edits }: StoredScenario,
  behaviours: readonly Behaviour[],
  answer: ScenarioAnswer,
): ScenarioRow {
  const results = (answer.saved.get(id) ?? []).map(resultOf);
  return { id, name, changes: describeEdits(behaviours, edits), results };
}

function findBehaviours(records: readonly DayRecord[], units: Units): readonly Behaviour[] {
  return scenarioFields(records).flatMap((described) => {
    const control = controlOf(described, units);
    return control === null ? [] : [{ described, control }];
  });
}

interface SlidersProps {
  readonly behaviours: readonly Behaviour[];
  readonly base: BaseDay;
  readonly edits: DayValues;
  readonly onEdit: (edits: DayValues) => void;
}

function Sliders({ behaviours, base, edits, onEdit }: SlidersProps): ReactNode {
  const day = useMemo(() => editDay(base, edits), [base, edits]);
  const shownDay = formatDay(base.record.date);
  const lead = base.assumed.length > 0 ? text.slidersLeadMorning(shownDay) : text.slidersLead(shownDay);
  return (
    <Panel title={text.slidersTitle} lead={lead}>
      <div className={styles.sliders}>
        {behaviours.map(({ described, control }) => (
          <BehaviourSlider
            key={control.field}
            control={control}
            histogram={described.histogram}
            value={toShown(control, day.values[control.field] ?? described.median)}
            edited={edits[control.field] !== undefined}
            note={noteOf(control, base, day, edits)}
            onChange={(shown) => {
              onEdit({ ...edits, [control.field]: toStored(control, shown) });
            }}
          />
        ))}
      </div>
    </Panel>
  );
}

/** What the value under a slider is: recorded, usual, or a consequence of other sliders. */
function noteOf(control: ScenarioControl, base: BaseDay, day: DayRecord, edits: DayValues): string | null {
  const { field } = control;
  const recorded = base.record.values[field];
  const isAssumed = base.assumed.includes(field);
  if (edits[field] !== undefined) {
    return recorded === undefined || isAssumed
      ? null
      : text.recorded(formatShown(control, toShown(control, recorded)));
  }
  if (recorded !== undefined && day.values[field] !== recorded) return text.follows;
  return recorded === undefined ? text.usual : null;
}

function describeEdits(behaviours: readonly Behaviour[], edits: DayValues): readonly string[] {
  return behaviours.flatMap(({ control }) => {
    const stored = edits[control.field satisfies DayField];
    return stored === undefined
      ? []
      : [`${control.label}: ${formatShown(control, toShown(control, stored))}`];
  });
}
