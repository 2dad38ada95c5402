import { attributeForecast } from '#model/attribute-forecast.ts';
import { describeEngine } from '#model/create-engine.ts';
import { EngineFault } from '#model/engine.ts';
import { explainChange } from '#model/explain-change.ts';
import { exportVersion } from '#model/export/export-version.ts';
import { forecastMetric } from '#model/forecast.ts';
import { raceEngines } from '#model/race-engines.ts';
import { trainModel } from '#model/train.ts';
import { askForBuild, supportsRelaxedSimd } from '#model/wasm/wasm-build.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { buffersOfState } from '#core/model-version.ts';
import { unpackDays } from '#core/packed-days.ts';
import { checkTrainingRequirements } from '#core/requirements.ts';
import { ok } from '#core/result.ts';
import { buffersOf, type TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { Fault, TrainingPhase } from '#core/training-job.ts';
import { serveCalls, unexpectedFault, type Port } from './channel.ts';
import { holdLifeLock } from './life-lock.ts';
import type { ModelCalls } from './protocol.ts';
import { answerScenarios } from './scenario-calls.ts';

/** About ten progress messages a second: more would only be dropped by the screen. */
const REPORT_INTERVAL_MS = 100;

let stopRequested = false;

function toFault(error: unknown): Fault {
  if (error instanceof EngineFault) return error.fault;
  if (error instanceof RangeError && /alloc|memory/i.test(error.message)) return { kind: 'outOfMemory' };
  return unexpectedFault(error);
}

holdLifeLock(self.name, self as Port);

serveCalls<ModelCalls>(
  self as Port,
  {
    train: async ({ days, ...input }, { signal, report, handOver }) => {
      const records = unpackDays(days);
      stopRequested = input.stopAtOnce;
      const control = {
        signal,
        stopRequested: () => stopRequested,
        now: () => performance.now(),
        keepCheckpoint: (checkpoint: TrainingCheckpoint) => {
          report({ kind: 'checkpoint', checkpoint }, buffersOf(checkpoint));
        },
      };
      // Here and not in the page, where over years of days it would be felt.
      const fingerprint = fingerprintRecords(records);
      const from = input.from?.fingerprint === fingerprint ? input.from : null;
      const training = trainModel({ ...input, records, fingerprint }, control, from);
      let reported: { readonly at: number; readonly phase: TrainingPhase | null } = {
        at: -Infinity,
        phase: null,
      };
      let step = await training.next();
      while (step.done !== true) {
        const at = performance.now();
        const { phase } = step.value;
        // A new phase is always told: what may be silent for long depends on it.
        if (reported.phase !== phase || at - reported.at >= REPORT_INTERVAL_MS) {
          reported = { at, phase };
          report({ kind: 'progress', progress: step.value });
        }
        step = await training.next();
      }
      handOver(buffersOfState(step.value.state));
      return ok(step.value);
    },
    stopTraining: () => {
      stopRequested = true;
      return Promise.resolve(ok(null));
    },
    predictBatch: async (inputs) =>
      ok(
        await Promise.all(
          inputs.map(({ days, ...input }) => forecastMetric({ ...input, records: unpackDays(days) })),
        ),
      ),
    checkRequirements: ({ days, metrics, config }) => {
      const records = unpackDays(days);
      return Promise.resolve(ok(metrics.map((metric) => checkTrainingRequirements(records, metric, config))));
    },
    explainChange: async ({ days, ...input }) =>
      ok(await explainChange({ ...input, records: unpackDays(days) })),
    attributeForecast: async ({ days, ...input }) =>
      ok(await attributeForecast({ ...input, records: unpackDays(days) })),
    ...answerScenarios(),
    exportVersion: async (version) => ok(await exportVersion(version)),
    describeEngine: async ({ choice, race, relaxedSimd }) =>
      ok(await describeEngine(choice, race, relaxedSimd ? 'relaxed' : 'plain')),
    supportsRelaxedSimd: () => Promise.resolve(ok(supportsRelaxedSimd())),
    useRelaxedSimd: () => {
      askForBuild('relaxed');
      return Promise.resolve(ok(null));
    },
    raceEngines: async (remembered) => {
      // The name of the built file holds a hash of all that the engines are made of.
      const build = self.location.pathname.split('/').at(-1) ?? '';
      const device = { build, browser: navigator.userAgent, now: () => performance.now() };
      return ok(await raceEngines(remembered, device));
    },
  },
  toFault,
);
