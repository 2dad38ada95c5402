/** How to get one kind of export; the landing page draws whatever stands here. */
export interface ImportGuide {
  readonly id: string;
  readonly name: string;
  /** What it is, in one or two sentences. */
  readonly what: string;
  /** Where to click, in order. */
  readonly steps: readonly string[];
  /** How long it takes, for people. */
  readonly takes: string;
  /** What has to be there, or what arrives. */
  readonly needs: string;
  /** Parts that only this guide has. */
  readonly extras?: 'tidyCsv';
}

/** One entry per format that `importers/registry.ts` reads. */
export const IMPORT_GUIDES: readonly ImportGuide[] = [
  {
    id: 'tidy-csv',
    name: 'Daily CSV',
    what: 'One row per day, one column per value. Any spreadsheet can write it, and Pulsecast hands your data back in the same form.',
    steps: [
      'Put one date per row, such as 2026-03-14, in a column named date.',
      'Name the other columns as in the list below; leave out what you do not have, and leave a cell empty where a value is missing.',
      'Save as CSV, choose Import your data, and look at the preview.',
    ],
    takes: 'a few minutes in a spreadsheet',
    needs: 'at least 30 days with resting heart rate or HRV; food and training are welcome but not required',
    extras: 'tidyCsv',
  },
];

/** Whose own exports cannot be read yet. */
export const BRANDS_TO_COME: readonly string[] = [
  'Apple Health',
  'Health Connect',
  'Fitbit',
  'Garmin',
  'Oura',
  'WHOOP',
  'Samsung Health',
  'Withings',
  'MyFitnessPal',
  'Cronometer',
];
