import type { MetricGroup } from '#core/metric-groups.ts';
import type { SourceState } from '#storage/sources.ts';
import { sourcesMessages as text } from '../messages/sources.ts';
import { Button } from '../ui/Button.tsx';
import { listChosenGroups, hasOwnOrder, type ChosenGroup } from './source-rows.ts';
import { nameSource } from './source-name.ts';
import styles from './SourcesPanel.module.css';

export interface ChosenSourcesProps {
  readonly state: SourceState;
  readonly onChange: (group: MetricGroup) => void;
}

/** Per kind of value: how many days come from which source. */
export function ChosenSources({ state, onChange }: ChosenSourcesProps) {
  return (
    <div>
      <h3>{text.chosenTitle}</h3>
      <ul className={styles.groups} aria-label={text.chosenTitle}>
        {listChosenGroups(state).map((chosen) => (
          <Group
            key={chosen.group}
            chosen={chosen}
            own={hasOwnOrder(state, chosen.group)}
            onChange={() => {
              onChange(chosen.group);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

interface GroupProps {
  readonly chosen: ChosenGroup;
  readonly own: boolean;
  readonly onChange: () => void;
}

function Group({ chosen: { label, parts, contested }, own, onChange }: GroupProps) {
  return (
    <li className={styles.group}>
      <span className={styles.groupName}>{label}</span>
      <span>
        {text.daysFrom(parts.map(({ source, days }) => ({ source: nameSource(source), days })))}
        {own && <span className={styles.muted}> · {text.ownOrder}</span>}
      </span>
      {contested && (
        <Button size="small" aria-label={text.changeOrderOf(label)} onClick={onChange}>
          {text.changeOrder}
        </Button>
      )}
    </li>
  );
}
