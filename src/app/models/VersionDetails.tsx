import { useState, type ReactNode } from 'react';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { METRIC_NAMES, type Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { modelsMessages as text, versionName } from '../messages/models.ts';
import { typicalMissSentence, verdictSentence } from '../messages/verdict.ts';
import type { Versions } from '../state/versions.ts';
import { EvaluationTables, ScoredFigure } from '../train/EvaluationDetails.tsx';
import { LossFigure } from '../train/LossFigure.tsx';
import { VersionFacts } from '../train/VersionFacts.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { groupInputs } from './group-inputs.ts';
import styles from './models.module.css';
import { NoteForm } from './NoteForm.tsx';

export interface VersionDetailsProps {
  readonly db: ProfileDatabase;
  readonly versions: Versions;
}

/** One version: what it was worth, its forecasts against what came, and how it was made. */
export function VersionDetails({ db, versions }: VersionDetailsProps): ReactNode {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const isActive = (version: ModelVersion): boolean => versions.activeIds[version.metric] === version.id;
  const chosen =
    versions.all.find((version) => version.id === chosenId) ??
    METRIC_NAMES.map((name) => versions.all.find((each) => each.metric === name && isActive(each))).find(
      (version) => version !== undefined,
    ) ??
    versions.all[0];
  if (chosen === undefined) return null;
  const { metric, description, activationReason } = chosen;
  const { served } = description.evaluation;
  return (
    <Panel title={text.detailsTitle}>
      <div className={styles.sections}>
        <div className={styles.stack}>
          <div className={styles.choice}>
            <SelectField
              label={text.choose}
              value={chosen.id}
              onChange={(event) => {
                setChosenId(event.target.value);
              }}
            >
              {versions.all.map((version) => (
                <option key={version.id} value={version.id}>
                  {versionName(version)}
                  {isActive(version) ? ` (${text.isActive.toLowerCase()})` : ''}
                </option>
              ))}
            </SelectField>
          </div>
          <div className={styles.verdict}>
            <p>
              <strong>{verdictSentence(description.evaluation, isActive(chosen))}</strong>
            </p>
            <p>{typicalMissSentence(description.evaluation, metric)}</p>
            <p className={styles.muted}>{text.decided(activationReason)}</p>
          </div>
        </div>
        <NoteForm key={chosen.id} db={db} version={chosen} />
        <ScoredFigure
          evaluation={description.evaluation}
          metric={metric}
          title={text.forecasts}
          {...(served === 'network' ? {} : { note: text.simpleServed })}
          showBaseline={served === 'network'}
        />
        <EvaluationTables evaluation={description.evaluation} metric={metric} />
        <div>
          <Disclosure summary={text.settings}>
            <div className={styles.stack}>
              <VersionFacts description={description} />
            </div>
          </Disclosure>
          <Disclosure summary={`${text.inputs} (${String(description.features.length)})`}>
            <Inputs names={description.features} metric={metric} />
          </Disclosure>
          <Disclosure summary={text.curves}>
            <Curves version={chosen} />
          </Disclosure>
        </div>
      </div>
    </Panel>
  );
}

/** The inputs by group, as people would name them. */
function Inputs({
  names,
  metric,
}: {
  readonly names: readonly string[];
  readonly metric: Metric;
}): ReactNode {
  return (
    <dl className={styles.inputs}>
      {groupInputs(names, metric).map(({ group, labels }) => (
        <div key={group}>
          <dt>{group}</dt>
          <dd>{labels.join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Curves({ version }: { readonly version: ModelVersion }): ReactNode {
  const { description, metric } = version;
  const [stage, setStage] = useState<'evaluation' | 'final'>('final');
  const curve =
    stage === 'final'
      ? { stage, losses: description.losses, bestEpoch: description.bestEpoch }
      : { stage, losses: description.evaluationLosses, bestEpoch: description.evaluationBestEpoch };
  return (
    <div className={styles.stack}>
      <Segmented
        label={text.curves}
        labelHidden
        options={[
          { value: 'evaluation' as const, label: text.evaluationCurve },
          { value: 'final' as const, label: text.finalCurve },
        ]}
        value={stage}
        onChange={setStage}
      />
      <LossFigure metric={metric} curve={curve} />
    </div>
  );
}
