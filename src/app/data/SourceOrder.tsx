import { useState, type Ref } from 'react';
import { METRIC_GROUPS } from '#core/metric-groups.ts';
import type { PriorityScope } from '#core/source-order.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { setSourcePriority, type SourceState } from '#storage/sources.ts';
import { faultSentence } from '../messages/common.ts';
import { sourcesMessages as text } from '../messages/sources.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import {
  countEffect,
  hasOwnOrder,
  listContestedGroups,
  listSourceRows,
  moveWithin,
  orderOf,
} from './source-rows.ts';
import { nameSource } from './source-name.ts';
import { SourceTable } from './SourceTable.tsx';
import styles from './SourcesPanel.module.css';

export interface SourceOrderProps {
  readonly db: ProfileDatabase;
  readonly state: SourceState;
  readonly scope: PriorityScope;
  readonly onScope: (scope: PriorityScope) => void;
  readonly selectRef: Ref<HTMLSelectElement>;
}

/** The order of the sources of one group or of all, with what a move would do and what the last one did. */
export function SourceOrder({ db, state, scope, onScope, selectRef }: SourceOrderProps) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const order = orderOf(state, scope);
  const own = hasOwnOrder(state, scope);
  const choose = async (chosen: readonly string[] | null, sentence: string) => {
    try {
      await setSourcePriority(db, chosen, scope);
      setProblem(null);
      setSaid(sentence);
    } catch (error) {
      setProblem(faultSentence(toStorageFault(error)));
    }
  };
  const move = (from: number, to: number) => {
    const moved = moveWithin(order, from, to);
    const changed = countEffect(state, scope, moved);
    void choose(moved, text.moved(nameSource(order[from] ?? ''), to + 1, nameScope(scope), changed));
  };
  const several = state.survey.sources.length > 1;
  return (
    <div className={styles.order}>
      {several && (
        <>
          <h3>{text.orderTitle}</h3>
          <ScopeChoice
            state={state}
            scope={scope}
            selectRef={selectRef}
            onScope={(chosen) => {
              setSaid('');
              onScope(chosen);
            }}
          />
        </>
      )}
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <p role="status" className={styles.status}>
        {said}
      </p>
      <SourceTable rows={listSourceRows(state, scope)} onMove={move} />
      {own && (
        <div>
          <Button
            size="small"
            onClick={() => {
              const changed = countEffect(state, scope, null);
              void choose(null, text.reset(nameFallback(state, scope), changed));
            }}
          >
            {followsAll(state, scope) ? text.backToAll : text.backToAutomatic}
          </Button>
        </div>
      )}
    </div>
  );
}

type ScopeChoiceProps = Pick<SourceOrderProps, 'state' | 'scope' | 'onScope' | 'selectRef'>;

function ScopeChoice({ state, scope, onScope, selectRef }: ScopeChoiceProps) {
  const contested = listContestedGroups(state.survey);
  return (
    <div className={styles.scope}>
      <SelectField
        label={text.orderFor}
        hint={describeOrder(state, scope)}
        ref={selectRef}
        value={scope}
        onChange={(event) => {
          const chosen = contested.find((group) => group === event.target.value);
          onScope(chosen ?? 'all');
        }}
      >
        <option value="all">{text.everything}</option>
        {contested.map((group) => (
          <option key={group} value={group}>
            {text.groupWithCount(METRIC_GROUPS[group].label, state.survey.groups[group].length)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function describeOrder(state: SourceState, scope: PriorityScope): string {
  const own = hasOwnOrder(state, scope);
  if (scope === 'all') return own ? text.ownAll : text.automaticAll;
  if (own) return text.own;
  return followsAll(state, scope) ? text.followsAll : text.automatic;
}

/** Whether a group without an order of its own takes that of all values. */
function followsAll({ priority }: SourceState, scope: PriorityScope): boolean {
  return scope !== 'all' && priority.all.length > 0;
}

function nameFallback(state: SourceState, scope: PriorityScope): string {
  return followsAll(state, scope) ? text.allName : text.automaticName;
}

/** In the middle of a sentence; abbreviations keep their capitals. */
function nameScope(scope: PriorityScope): string {
  const label = scope === 'all' ? text.everything : METRIC_GROUPS[scope].label;
  return label.startsWith('HRV') ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
