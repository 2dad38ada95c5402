import { useState, type ReactNode } from 'react';
import {
  CONFIG_RANGES,
  type FeatureSetName,
  type HeadKind,
  type NumericConfigKey,
  type TargetKind,
  type TrainingConfig,
} from '#core/training-config.ts';
import { trainMessages as text } from '../messages/train.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import styles from './train.module.css';
import { configError } from './training-setup.ts';

interface SettingsProps {
  readonly config: TrainingConfig;
  readonly onChange: (config: TrainingConfig) => void;
}

const NUMBERS = Object.keys(CONFIG_RANGES) as readonly NumericConfigKey[];

/** Every hyper-parameter, for those who know what they do. */
export function AdvancedSettings({ config, onChange }: SettingsProps): ReactNode {
  return (
    <Disclosure summary={text.advanced}>
      <div className={styles.advanced}>
        <p className={styles.muted}>{text.advancedLead}</p>
        <div className={styles.fields}>
          {NUMBERS.map((key) => (
            <NumberSetting key={key} name={key} config={config} onChange={onChange} />
          ))}
          <Choice
            label={text.head}
            options={text.heads}
            value={config.head}
            onChange={(head: HeadKind) => {
              onChange({ ...config, head });
            }}
          />
          <Choice
            label={text.featureSet}
            options={text.featureSets}
            value={config.featureSet}
            onChange={(featureSet: FeatureSetName) => {
              onChange({ ...config, featureSet });
            }}
          />
          <Choice
            label={text.target}
            options={text.targets}
            value={config.target}
            onChange={(target: TargetKind) => {
              onChange({ ...config, target });
            }}
          />
        </div>
      </div>
    </Disclosure>
  );
}

interface NumberSettingProps extends SettingsProps {
  readonly name: NumericConfigKey;
}

/** Keeps what was typed: a half-written number must not be rewritten under the person's hands. */
function NumberSetting({ name, config, onChange }: NumberSettingProps): ReactNode {
  const range = CONFIG_RANGES[name];
  const value = config[name];
  const [typed, setTyped] = useState(String(value));
  const matches = Object.is(parseTyped(typed), value);
  return (
    <TextField
      label={range.label}
      type="number"
      inputMode="decimal"
      min={range.min}
      max={range.max}
      step="any"
      value={matches ? typed : String(value)}
      error={configError(config, name)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange({ ...config, [name]: parseTyped(event.target.value) });
      }}
    />
  );
}

function parseTyped(typed: string): number {
  return typed.trim() === '' ? NaN : Number(typed);
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: { readonly [Name in Value]: string };
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>): ReactNode {
  const entries = Object.entries(options) as [Value, string][];
  return (
    <SelectField
      label={label}
      value={value}
      onChange={(event) => {
        const chosen = entries.find(([name]) => name === event.target.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
    >
      {entries.map(([name, shown]) => (
        <option key={name} value={name}>
          {shown}
        </option>
      ))}
    </SelectField>
  );
}
