import { useMemo, useState, type ReactNode } from 'react';
import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { Metric } from '#core/metric.ts';
import { scenarioFields, type ScenarioField } from '#core/scenario.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { WithData, type ProfileData } from '../shell/WithData.tsx';
import { chooseHrvMetric } from '../state/hrv-metric.ts';
import { useUnits } from '../state/units.ts';
import { Button, ButtonRow, LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDay } from '../ui/format.ts';
import { PageHeader, Stack } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import type { Units } from '../ui/units.ts';
import { BehaviourSlider } from './BehaviourSlider.tsx';
import { editDay, findBaseDay, type BaseDay } from './edited-day.ts';
import { SavedScenarios } from './SavedScenarios.tsx';
import { controlOf, formatShown, toShown, toStored, type ScenarioControl } from './scenario-controls.ts';
import { MOST_SCENARIOS, isUnmovable, scenarioDifference, type SavedScenario } from './scenario-texts.ts';
import { ResultStrip, ScenarioResult } from './ScenarioResult.tsx';
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
  const answer = useScenario({ db, metrics, today, edits, records });
  const saved = useSavedScenarios();
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
  return (
    <Stack>
      <div className={styles.layout}>
        <Sliders behaviours={behaviours} base={base} edits={edits} onEdit={setEdits} />
        <ResultStrip answer={answer} edited={edited} />
        <div className={styles.sticky}>
          <ScenarioResult
            answer={answer}
            edited={edited}
            actions={
              <div className={styles.actions}>
                <ButtonRow>
                  <Button
                    variant="primary"
                    disabled={!edited || answer.busy || saved.full}
                    onClick={() => {
                      saved.add(describeEdits(behaviours, edits), answer);
                    }}
                  >
                    {text.save}
                  </Button>
                  <Button
                    disabled={!edited}
                    onClick={() => {
                      setEdits({});
                    }}
                  >
                    {text.reset}
                  </Button>
                </ButtonRow>
                {saved.full && <p className={styles.muted}>{text.full}</p>}
              </div>
            }
          />
        </div>
      </div>
      <SavedScenarios scenarios={saved.scenarios} metrics={metrics} onRemove={saved.remove} />
    </Stack>
  );
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

/** Up to five scenarios, kept while the screen is open. */
function useSavedScenarios() {
  const [{ scenarios, next }, setSaved] = useState<{
    readonly scenarios: readonly SavedScenario[];
    readonly next: number;
  }>({ scenarios: [], next: 1 });
  return {
    scenarios,
    full: scenarios.length >= MOST_SCENARIOS,
    add: (changes: readonly string[], { outputs }: ScenarioAnswer) => {
      if (outputs === null) return;
      const results = outputs.map((output) => ({
        metric: output.metric,
        value:
          scenarioDifference(output) === null && !isUnmovable(output.unedited)
            ? null
            : (output.edited?.value ?? null),
        difference: scenarioDifference(output),
      }));
      const scenario: SavedScenario = { id: next, name: `Scenario ${String(next)}`, changes, results };
      setSaved({ scenarios: [...scenarios, scenario].slice(0, MOST_SCENARIOS), next: next + 1 });
    },
    remove: (id: number) => {
      setSaved({ scenarios: scenarios.filter((scenario) => scenario.id !== id), next });
    },
  };
}
