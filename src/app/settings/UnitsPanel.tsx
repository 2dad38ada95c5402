import { messages } from '../messages/en.ts';
import { chooseUnits, useUnits } from '../state/units.ts';
import { Panel } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { UNIT_OPTIONS, type Units } from '../ui/units.ts';
import styles from './settings.module.css';

const text = messages.settings;

/** In which units values are shown and typed on this device. */
export function UnitsPanel() {
  const units = useUnits();
  return (
    <Panel title={text.unitsTitle} lead={text.unitsLead}>
      <div className={styles.units}>
        <UnitChoice kind="weight" units={units} />
        <UnitChoice kind="energy" units={units} />
        <UnitChoice kind="temperature" units={units} />
        <UnitChoice kind="clock" units={units} />
      </div>
    </Panel>
  );
}

interface UnitChoiceProps<Kind extends keyof Units> {
  readonly kind: Kind;
  readonly units: Units;
}

function UnitChoice<Kind extends keyof Units>({ kind, units }: UnitChoiceProps<Kind>) {
  return (
    <Segmented
      label={text.unitKinds[kind]}
      options={UNIT_OPTIONS[kind].map((value) => ({ value, label: value }))}
      value={units[kind]}
      onChange={(value) => {
        chooseUnits({ [kind]: value });
      }}
    />
  );
}
