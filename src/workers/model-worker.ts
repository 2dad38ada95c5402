import { describeEngine } from '#model/create-engine.ts';
import { EngineFault } from '#model/engine.ts';
import { forecastMetric, forecastScenario } from '#model/forecast.ts';
import { raceEngines } from '#model/race-engines.ts';
import { trainModel } from '#model/train.ts';
import { ok } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import { serveCalls, unexpectedFault, type Port } from './channel.ts';
import type { ModelCalls } from './protocol.ts';

/** At most ten progress messages a second: more would only be dropped by the screen. */
const REPORT_INTERVAL_MS = 100;

let stopRequested = false;

function toFault(error: unknown): Fault {
  if (error instanceof EngineFault) return error.fault;
  if (error instanceof RangeError && /alloc|memory/i.test(error.message)) return { kind: 'outOfMemory' };
  return unexpectedFault(error);
}

serveCalls<ModelCalls>(
  self as Port,
  {
    train: async (input, { signal, report }) => {
      stopRequested = false;
      const training = trainModel(input, {
        signal,
        stopRequested: () => stopRequested,
        now: () => performance.now(),
      });
      let reported = -Infinity;
      let step = await training.next();
      while (step.done !== true) {
        if (performance.now() - reported >= REPORT_INTERVAL_MS) {
          reported = performance.now();
          report(step.value);
        }
        step = await training.next();
      }
      return ok(step.value);
    },
    stopTraining: () => {
      stopRequested = true;
      return Promise.resolve(ok(null));
    },
    predictBatch: async (inputs) => ok(await Promise.all(inputs.map((input) => forecastMetric(input)))),
    scenario: async (input) => ok(await forecastScenario(input)),
    describeEngine: async ({ choice, race }) => ok(await describeEngine(choice, race)),
    raceEngines: async (remembered) => {
      // The name of the built file holds a hash of all that the engines are made of.
      const build = self.location.pathname.split('/').at(-1) ?? '';
      const device = { build, browser: navigator.userAgent, now: () => performance.now() };
      return ok(await raceEngines(remembered, device));
    },
  },
  toFault,
);
