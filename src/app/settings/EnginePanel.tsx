import { useEffect, useState } from 'react';
import type { EngineRace } from '#core/engine-race.ts';
import type { Result } from '#core/result.ts';
import type { EngineChoice, EngineReport, Fault } from '#core/training-job.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { updateSettings } from '#storage/settings.ts';
import { describeEngine } from '#workers/forecast-client.ts';
import { forgetRace, readRace } from '#workers/race-client.ts';
import { readRelaxedChoice, writeRelaxedChoice } from '#workers/relaxed-simd-client.ts';
import type { DescribeEngineInput } from '#workers/protocol.ts';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import { EngineRaceFigures } from './EngineRaceFigures.tsx';
import { RelaxedSimdToggle } from './RelaxedSimdToggle.tsx';
import styles from './settings.module.css';
import { useAttempt } from '../state/use-attempt.ts';

const text = messages.settings;

const CHOICES: readonly EngineChoice[] = ['auto', 'webgl', 'wasm'];

/** Plain JavaScript is no choice to offer, but one to show to whoever has it. */
const CHOICES_WITH_CPU: readonly EngineChoice[] = [...CHOICES, 'cpu'];

export interface EnginePanelProps {
  readonly db: ProfileDatabase;
  readonly choice: EngineChoice;
}

/** Which arithmetic networks run on, what that choice leads to on this device, and how fast each engine is here. */
export function EnginePanel({ db, choice }: EnginePanelProps) {
  const { attempt, problem } = useAttempt();
  const [race, setRace] = useState<EngineRace | null>(readRace);
  const [relaxedSimd, setRelaxedSimd] = useState(readRelaxedChoice);
  const chooseRelaxed = (on: boolean) => {
    writeRelaxedChoice(on);
    setRelaxedSimd(readRelaxedChoice());
    // Its times are of the other build.
    forgetRace();
    setRace(null);
  };
  return (
    <Panel title={text.engineTitle} lead={text.engineLead}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <Choice
        label={text.engineTitle}
        options={(choice === 'cpu' ? CHOICES_WITH_CPU : CHOICES).map((value) => ({
          value,
          label: text.engines[value],
        }))}
        value={choice}
        onChange={(engine) => {
          attempt(() => updateSettings(db, { engine }));
        }}
      />
      <RelaxedSimdToggle chosen={relaxedSimd} onChange={chooseRelaxed} />
      <EngineOutcome
        key={[choice, race?.key, relaxedSimd].join(' ')}
        choice={choice}
        race={race}
        relaxedSimd={relaxedSimd}
      />
      <EngineRaceFigures race={race} onRace={setRace} />
    </Panel>
  );
}

function EngineOutcome({ choice, race, relaxedSimd }: DescribeEngineInput) {
  const [found, setFound] = useState<Result<EngineReport, Fault> | null>(null);
  useEffect(() => {
    let shown = true;
    void describeEngine({ choice, race, relaxedSimd }).then((result) => {
      if (shown) setFound(result);
    });
    return () => {
      shown = false;
    };
  }, [choice, race, relaxedSimd]);
  if (found !== null && !found.ok) return <Notice tone="error">{faultSentence(found.error)}</Notice>;
  return (
    <div role="status" className={styles.outcome}>
      {found === null ? (
        text.engineChecking
      ) : (
        <EngineSentence report={found.value} explained={choice === 'auto' && race !== null} />
      )}
    </div>
  );
}

interface EngineSentenceProps {
  readonly report: EngineReport;
  /** True where the figures of the race say why it is this engine. */
  readonly explained: boolean;
}

function EngineSentence({ report, explained }: EngineSentenceProps) {
  return (
    <>
      <p>{text.engineRuns(text.engines[report.name], report.device)}</p>
      {!explained && report.fallbackReason !== null && <p>{report.fallbackReason}</p>}
    </>
  );
}
