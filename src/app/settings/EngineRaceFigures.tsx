import { useEffect, useRef, useState } from 'react';
import { explainRefusal, formatBatchTime, type EngineLane, type EngineRace } from '#core/engine-race.ts';
import { measureEngines } from '#workers/race-client.ts';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './settings.module.css';

const text = messages.settings;

export interface EngineRaceFiguresProps {
  /** The last race; null before the first. */
  readonly race: EngineRace | null;
  readonly onRace: (race: EngineRace) => void;
}

/** How fast each engine was on this device, why one is not taken, and the way to measure again. */
export function EngineRaceFigures({ race, onRace }: EngineRaceFiguresProps) {
  const { measure, running, problem } = useMeasurement(onRace);
  return (
    <>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <div role="status" className={styles.outcome}>
        {running && <p>{text.raceRunning}</p>}
        {!running && race === null && <p>{text.raceNone}</p>}
        {!running && race !== null && <Lanes race={race} />}
      </div>
      <div>
        <Button disabled={running} onClick={measure}>
          {race === null ? text.measure : text.measureAgain}
        </Button>
      </div>
    </>
  );
}

function useMeasurement(onRace: (race: EngineRace) => void) {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      leaving.current?.abort();
    },
    [],
  );
  const measure = () => {
    const controller = new AbortController();
    leaving.current = controller;
    setRunning(true);
    setProblem(null);
    void measureEngines(controller.signal).then((result) => {
      if (controller.signal.aborted) return;
      setRunning(false);
      if (result.ok) onRace(result.value);
      else setProblem(faultSentence(result.error));
    });
  };
  return { measure, running, problem };
}

function Lanes({ race }: { readonly race: EngineRace }) {
  return (
    <>
      <p>{text.raceLead}</p>
      <ul aria-label={text.raceTitle} className={styles.lanes}>
        {race.lanes.map((lane) => (
          <li key={lane.engine}>{describeLane(race, lane)}</li>
        ))}
      </ul>
    </>
  );
}

/** "GPU (WebGL), 14 ms per batch", with the reason where it is not the one that is taken. */
function describeLane(race: EngineRace, { engine, msPerBatch }: EngineLane): string {
  const name = text.engines[engine];
  const refusal = explainRefusal(race, engine);
  if (msPerBatch === null) return text.raceRefused(name, refusal ?? '');
  const timed = text.raceTime(name, formatBatchTime(msPerBatch));
  return refusal === null ? timed : text.raceRefused(timed, refusal);
}
