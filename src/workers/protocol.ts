import type { EngineRace } from '#core/engine-race.ts';
import type { Forecast, ForecastMode, ForecastOutcome } from '#core/forecast.ts';
import type { ForecastAttribution } from '#core/forecast-attribution.ts';
import type { ForecastChange } from '#core/forecast-change.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { ModelDescription, ModelVersion, NamedArray, TrainedModel } from '#core/model-version.ts';
import type { PackedDays } from '#core/packed-days.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import type { ScenarioWitnesses } from '#core/scenario-evidence.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice, EngineReport, Fault, JobRecord, TrainingProgress } from '#core/training-job.ts';
import type { SavedVersion } from '#storage/model-versions.ts';

/**
 * What the workers can be asked: one map of calls per worker, from which requests, replies and clients are typed.
 * `progress` is `never` for calls that report none.
 */
export interface Call<Input, Output, Progress = never> {
  readonly input: Input;
  readonly output: Output;
  readonly progress: Progress;
}

export interface TrainingSignals {
  /** Ends everything at once and keeps nothing of the running training. */
  readonly cancel: AbortSignal;
  /** Ends the running training after its current batch and keeps its best epoch. */
  readonly stop: AbortSignal;
}

/** One of the trainings of a job. */
export interface TrainingPlan {
  readonly metric: Metric;
  readonly config: TrainingConfig;
  /** The job that goes on from its checkpoint; from the start where it has none. */
  readonly resume?: JobRecord;
}

export type TrainingEnd =
  | {
      readonly kind: 'done';
      readonly metric: Metric;
      readonly version: ModelVersion;
      readonly activated: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'failed'; readonly metric: Metric; readonly fault: Fault };

export type TrainingEvent =
  | { readonly kind: 'begun'; readonly metric: Metric }
  | { readonly kind: 'progress'; readonly metric: Metric; readonly progress: TrainingProgress }
  | TrainingEnd;

export interface TrainInput {
  readonly metric: Metric;
  readonly records: readonly DayRecord[];
  readonly config: TrainingConfig;
  readonly engine: EngineChoice;
  /** What `auto` goes by. */
  readonly race: EngineRace | null;
  /** Where to go on; null to begin. One of other days does not count. */
  readonly from: TrainingCheckpoint | null;
  /** Ends as if stopped before the next batch, with the best epoch of `from`. */
  readonly stopAtOnce: boolean;
}

/** What a training says while it runs. */
export type TrainReport =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | { readonly kind: 'checkpoint'; readonly checkpoint: TrainingCheckpoint };

/** A stored version as the worker needs it to forecast. */
export interface VersionForPrediction {
  readonly id: string;
  readonly version: string;
  readonly description: ModelDescription;
  readonly parameters: readonly NamedArray[];
}

export interface PredictInput {
  readonly metric: Metric;
  readonly records: readonly DayRecord[];
  readonly model: VersionForPrediction | null;
  readonly today: LocalDate;
  /** Absent: `morning` where the newest record is of an unfinished day and has its night, else `evening`. */
  readonly mode?: ForecastMode;
}

/** The days and networks behind a set of sliders. */
export interface OpenScenarioInput extends Omit<PredictInput, 'metric' | 'model'> {
  /** Of the days, versions, date and mode: what the questions about them are asked by. */
  readonly key: string;
  readonly targets: readonly { readonly metric: Metric; readonly model: VersionForPrediction | null }[];
}

export interface ScenarioInput {
  readonly key: string;
  /** Raw values of the as-of day that replace the recorded ones. */
  readonly edits: DayRecord['values'];
}

/** The value forecast after edited days, beside the value after the days as they were. */
export interface ScenarioOutput {
  readonly metric: Metric;
  readonly unedited: Forecast | null;
  readonly edited: Forecast | null;
  /** True where the edited day lies beyond the 95th percentile of the person's own leave-one-out distances. */
  readonly unsupported: boolean;
  /** Real days within that distance. */
  readonly similarDays: number;
  /** The nearest of them, at most 10, nearest first. */
  readonly nearest: readonly LocalDate[];
  /** What the person's own days say of the difference; null where nothing is edited or supported. */
  readonly witnesses: ScenarioWitnesses | null;
}

export interface RequirementsInput {
  readonly days: PackedDays;
  readonly metrics: readonly Metric[];
  readonly config: TrainingConfig;
}

/** One file of an exported version. */
export interface ExportedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface DescribeEngineInput {
  readonly choice: EngineChoice;
  readonly race: EngineRace | null;
  /** Whether the person asked for relaxed SIMD. */
  readonly relaxedSimd: boolean;
}

/** An input whose days travel packed. */
export type Packed<Input extends { readonly records: unknown }> = Omit<Input, 'records'> & {
  readonly days: PackedDays;
};

export interface ModelCalls {
  train: Call<Packed<TrainInput>, TrainedModel, TrainReport>;
  /** Ends the running training after its current batch; its `train` call then returns the best epoch so far. */
  stopTraining: Call<null, null>;
  predictBatch: Call<readonly Packed<PredictInput>[], readonly ForecastOutcome[]>;
  /** One report per metric, in the order asked. */
  checkRequirements: Call<RequirementsInput, readonly RequirementsReport[]>;
  /** Null where one of the two days has no forecast. */
  explainChange: Call<Packed<PredictInput>, ForecastChange | null>;
  /** Null where the forecast is not a network's. */
  attributeForecast: Call<Packed<PredictInput>, ForecastAttribution | null>;
  /** Prepares for questions by `key`, in place of whatever was open: there is room for one. */
  openScenario: Call<Packed<OpenScenarioInput>, null>;
  /** Null where the scenario is not open, or no longer. */
  scenario: Call<ScenarioInput, readonly ScenarioOutput[] | null>;
  /** Gives its memory back; another that is open stays. */
  closeScenario: Call<{ readonly key: string }, null>;
  /** The version as files that need nothing of Pulsecast. */
  exportVersion: Call<VersionForPrediction, readonly ExportedFile[]>;
  describeEngine: Call<DescribeEngineInput, EngineReport>;
  /** Whether this browser has the instructions of the relaxed build of the WebAssembly engine. */
  supportsRelaxedSimd: Call<null, boolean>;
  /** Engines that this worker makes from now on use relaxed SIMD, where the browser has it. */
  useRelaxedSimd: Call<null, null>;
  /** The race on this device: the remembered one where it was run on this device by this build, else a new one. */
  raceEngines: Call<EngineRace | null, EngineRace>;
}

export interface ParseInput {
  readonly files: readonly File[];
  /** IANA name; decides on which date the export was made. */
  readonly timeZone: string;
  /** Today in that zone. */
  readonly today: LocalDate;
}

export interface CheckpointInput {
  readonly profileId: string;
  readonly jobId: string;
  readonly checkpoint: TrainingCheckpoint;
}

export interface SaveVersionInput {
  readonly profileId: string;
  readonly model: TrainedModel;
  /** Marked as done in the same transaction. */
  readonly job: JobRecord;
  /** Milliseconds since 1970 on the page's clock. */
  readonly now: number;
}

export interface StorageCalls {
  /** Ends in `storageFull` where there is no room; the checkpoint before is then still there. */
  putCheckpoint: Call<CheckpointInput, null>;
  /** The model as the newest version of its metric, whole, in one transaction. */
  saveVersion: Call<SaveVersionInput, SavedVersion>;
  /**
   * Keeps the version of a job out if it is not too late; `saveVersion` says which. Aborting that call would not tell.
   */
  cancelSave: Call<{ readonly jobId: string }, null>;
}

export interface ImportCalls {
  parse: Call<ParseInput, readonly ParsedFile[], ImportProgress>;
}

export type CallMap = { readonly [name: string]: Call<unknown, unknown, unknown> };

/** Messages on the wire; `channel.ts` owns ids and pairing. */
export type ToWorker =
  | { readonly type: 'request'; readonly id: number; readonly call: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  /** Said once, by workers that hold a life lock of their name (`life-lock.ts`). */
  | { readonly type: 'alive' }
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly fault: Fault };
