import type { ReactNode } from 'react';
import { METRICS, type Metric } from '#core/metric.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import { trainMessages as text } from '../messages/train.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Segmented, Toggle } from '../ui/Segmented.tsx';
import { AdvancedSettings } from './AdvancedSettings.tsx';
import styles from './train.module.css';
import { presetOf, readyHint, withPreset, type PresetChoice } from './training-setup.ts';

export interface TrainSetupProps {
  readonly metrics: readonly Metric[];
  readonly metric: Metric;
  readonly config: TrainingConfig;
  readonly valid: boolean;
  /** Metrics whose requirements are met. */
  readonly ready: readonly Metric[];
  readonly onMetric: (metric: Metric) => void;
  readonly onConfig: (config: TrainingConfig) => void;
  readonly onTrain: (metrics: readonly Metric[]) => void;
}

/** Metric, preset, nutrition, every setting, and the button. */
export function TrainSetup(props: TrainSetupProps): ReactNode {
  const { metrics, metric, config, valid, ready, onMetric, onConfig, onTrain } = props;
  const preset = presetOf(config);
  const hint = readyHint(metrics, ready);
  return (
    <Panel title={text.setupTitle}>
      <Segmented
        label={text.metric}
        options={metrics.map((name) => ({ value: name, label: METRICS[name].label }))}
        value={metric}
        onChange={onMetric}
      />
      <div className={styles.choice}>
        <Segmented<PresetChoice>
          label={text.preset}
          options={presetOptions(preset)}
          value={preset}
          onChange={(chosen) => {
            if (chosen !== 'custom') onConfig(withPreset(config, chosen));
          }}
        />
        <p className={styles.muted}>{text.presetHints[preset]}</p>
      </div>
      <Toggle
        label={text.useNutrition}
        hint={text.useNutritionHint}
        checked={config.useNutrition}
        onChange={(useNutrition) => {
          onConfig({ ...config, useNutrition });
        }}
      />
      <AdvancedSettings config={config} onChange={onConfig} />
      {!valid && <p className={styles.problem}>{text.invalidSettings}</p>}
      {hint !== null && <p className={styles.muted}>{hint}</p>}
      <ButtonRow>
        <Button
          variant="primary"
          className={styles.trainButton}
          disabled={!valid || !ready.includes(metric)}
          onClick={() => {
            onTrain([metric]);
          }}
        >
          {text.train}
        </Button>
        <Button
          disabled={!valid || !metrics.every((name) => ready.includes(name))}
          onClick={() => {
            onTrain(ready);
          }}
        >
          {text.trainBoth}
        </Button>
      </ButtonRow>
    </Panel>
  );
}

function presetOptions(preset: PresetChoice): readonly { value: PresetChoice; label: string }[] {
  const names: readonly PresetChoice[] =
    preset === 'custom' ? ['standard', 'compact', 'custom'] : ['standard', 'compact'];
  return names.map((value) => ({ value, label: text.presets[value] }));
}
