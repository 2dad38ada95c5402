import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, useState } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { MetricGroup } from '#core/metric-groups.ts';
import type { PriorityScope } from '#core/source-order.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { readSourceState, type SourceState } from '#storage/sources.ts';
import { sourcesMessages as text } from '../messages/sources.ts';
import { Panel } from '../ui/Panel.tsx';
import { ChosenSources } from './ChosenSources.tsx';
import { DeviceChanges } from './DeviceChanges.tsx';
import { listContestedGroups } from './source-rows.ts';
import { SourceOrder } from './SourceOrder.tsx';

export interface SourcesPanelProps {
  readonly db: ProfileDatabase;
  readonly records: readonly DayRecord[];
}

/** Which source counts for what, since when, and how to prefer another. */
export function SourcesPanel({ db, records }: SourcesPanelProps) {
  const state = useLiveQuery(() => readSourceState(db), [db]);
  if (state === undefined) return null;
  return (
    <Panel title={text.title} lead={text.lead}>
      <DeviceChanges records={records} />
      <Choice db={db} state={state} />
    </Panel>
  );
}

function Choice({ db, state }: { readonly db: ProfileDatabase; readonly state: SourceState }) {
  const [wanted, setWanted] = useState<PriorityScope>('all');
  const selectRef = useRef<HTMLSelectElement>(null);
  const contested = listContestedGroups(state.survey);
  const scope = wanted === 'all' || contested.includes(wanted) ? wanted : 'all';
  const change = (group: MetricGroup) => {
    setWanted(group);
    selectRef.current?.focus();
  };
  return (
    <>
      {state.survey.sources.length > 1 && <ChosenSources state={state} onChange={change} />}
      <SourceOrder db={db} state={state} scope={scope} onScope={setWanted} selectRef={selectRef} />
    </>
  );
}
