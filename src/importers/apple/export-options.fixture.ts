import type { LocalDate } from '#core/local-date.ts';

/** What real exports do to their readers; each off unless named. */
export interface AppleTraps {
  /** iOS 16.0: a declaration in the DTD lacks its end, another begins twice. */
  readonly brokenDtd?: boolean;
  /** Vertical tabs in attribute values. */
  readonly controlCharacters?: boolean;
  /** iOS 16.0: `startDate` twice in `WorkoutStatistics`. */
  readonly duplicateAttributes?: boolean;
  /** `>` unescaped inside values. */
  readonly bareGreaterThan?: boolean;
  /** The attributes of every record the other way round, in single quotes. */
  readonly reversedAttributes?: boolean;
  /** A no-break space in "Apple Watch", and a person's name before it. */
  readonly noBreakSpaces?: boolean;
  /** Records of 2030. */
  readonly futureRecords?: boolean;
  /** Food and blood pressure once more, inside `Correlation`. */
  readonly correlations?: boolean;
  /** Types that nobody needs, some without `TypeIdentifier`, clinical records, audiograms. */
  readonly foreignTypes?: boolean;
  /** The phone counts steps too and takes the bed for sleep. */
  readonly phoneToo?: boolean;
  /** A second resting heart rate a day, which ends earlier. */
  readonly secondRestingRate?: boolean;
  /** Lists of beats and other children inside records. */
  readonly beatLists?: boolean;
  /** HRV by day, far from that of the night. */
  readonly daytimeHrv?: boolean;
  /** Pounds, miles, kilojoules, degrees Fahrenheit, fluid ounces. */
  readonly otherUnits?: boolean;
  /** Before iOS 16: sleep without stages. */
  readonly legacySleep?: boolean;
  /** `ActivitySummary` is missing, as on a phone without a watch. */
  readonly noSummaries?: boolean;
  /** Everything as iOS 8 wrote it: other dates, metadata as attributes. */
  readonly ios8?: boolean;
}

export interface AppleExportOptions extends AppleTraps {
  /** IANA zone in which the person lives. */
  readonly timeZone?: string;
  /** Minutes from UTC that the phone was at when it wrote, stamped on all history. */
  readonly exportOffsetMinutes?: number;
  /** Date and hour of the export on the person's clock; the evening of the last day without. */
  readonly exported?: { readonly date: LocalDate; readonly hour: number };
  /** Records of heart rate a day beside those of the night: what makes real exports large. */
  readonly heartRatesPerDay?: number;
  /** `HKTimeZone` on sleep and workouts. */
  readonly zoneMetadata?: boolean;
}
