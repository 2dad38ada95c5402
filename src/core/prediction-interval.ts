/** A range that the truth should fall into with probability `level`; in bpm or ms. */
export interface PredictionInterval {
  /** 0.5, 0.8 or 0.9. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}
