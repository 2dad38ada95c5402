import type { DayField, DayRecord } from '../day-record.ts';
import type { LocalDate } from '../local-date.ts';

/** Made-up people whose lives are simulated; `null` is the one whose behaviours do nothing. */
export type PersonaName = 'athlete' | 'officeWorker' | 'shiftWorker' | 'student' | 'newParent' | 'null';

export const PERSONA_NAMES: readonly PersonaName[] = [
  'athlete',
  'officeWorker',
  'shiftWorker',
  'student',
  'newParent',
  'null',
];

export interface PersonaRequest {
  /** Decides everything that is chance, the person's own constants included. */
  readonly seed: number;
  /** Date of the first day. */
  readonly start: LocalDate;
  readonly days: number;
}

/** What one behaviour of day t truly does to the night t -> t+1, all else equal. */
export interface BehaviourEffect {
  readonly field: DayField;
  /** The amount of `field`, in its unit, that the effects belong to. */
  readonly per: number;
  readonly restingHeartRateBpm: number;
  /** Change of ln RMSSD: -0.05 is about 5 % less. */
  readonly lnHrvRmssd: number;
}

/** The truth of one metric. */
export interface MetricTruth {
  /**
   * Sd of what nobody can know the evening before, on the model scale (bpm; ln ms): the night's own innovation,
   * the measurement's noise and, for heart rate, its rounding.
   */
  readonly noiseSd: number;
  /** Expected absolute error (bpm; ms) of the oracle that knows everything up to t, the hidden states included. */
  readonly bestReachableMae: number;
}

/** What a forecaster or a what-if should find in a persona's days. */
export interface TruthCard {
  readonly name: PersonaName;
  readonly seed: number;
  readonly effects: readonly BehaviourEffect[];
  readonly restingHeartRate: MetricTruth;
  readonly hrvRmssd: MetricTruth;
  /** First date of the second watch, whose heart rate reads 1.2 bpm higher; null where the first was kept. */
  readonly deviceChange: LocalDate | null;
}

export interface Persona {
  /** Ascending, one per date that has any value. */
  readonly records: readonly DayRecord[];
  readonly truth: TruthCard;
}
