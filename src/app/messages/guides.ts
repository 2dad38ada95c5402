/** Texts that say how to get an export. Facts about files are those of the importers; menus are as of autumn 2026. */

/** How to get one kind of export. */
export interface ImportGuide {
  readonly id: string;
  readonly name: string;
  /** What it is, in one or two sentences. */
  readonly what: string;
  /** Where to click, in order. */
  readonly steps: readonly string[];
  /** How long it takes, for people. */
  readonly takes: string;
  /** Files that arrive, by name. */
  readonly arrives: string;
  /** What Pulsecast makes of it, and what it leaves alone. */
  readonly reads: string;
  /** Parts that only this guide has. */
  readonly extras?: 'tidyCsv';
}

const APPLE_HEALTH: ImportGuide = {
  id: 'apple-health',
  name: 'Apple Health',
  what: 'All that the Health app on an iPhone holds: from the phone, from an Apple Watch, and from other apps that write there, food logs included.',
  steps: [
    'On the iPhone, open Health and tap your picture or initials at the top right.',
    'Scroll down and tap Export All Health Data, then Export.',
    'When the zip is ready, save it to Files or send it to this computer, for example by AirDrop.',
    'Choose the zip here as it is. There is no need to unpack it, whatever its size.',
  ],
  takes: 'a few minutes on the phone; keep it unlocked. Ten years of data can take half an hour',
  arrives: 'export.zip with export.xml inside; both names follow the language of the phone',
  reads:
    'resting heart rate, HRV (SDNN, and RMSSD from iOS 27 on), sleep with stages, respiratory rate, blood oxygen, steps, distance, floors, energy, exercise, workouts, weight, body fat, VO₂max, food with clock times, water, caffeine, alcohol and cycle. Not your birth date, routes, ECGs or clinical records',
};

const WHOOP: ImportGuide = {
  id: 'whoop',
  name: 'WHOOP',
  what: 'Recovery, sleep, strain, workouts and the journal, from the first day with the strap.',
  steps: [
    'In the WHOOP app, open the menu at the bottom right.',
    'Scroll down to Export WHOOP Data and check the e-mail address.',
    'Choose Create Export, and wait for the e-mail with the files.',
    'Choose the zip here, or its CSV files all at once.',
  ],
  takes: 'up to 24 hours until the e-mail comes',
  arrives:
    'my_whoop_data_….zip with physiological_cycles.csv, sleeps.csv, workouts.csv and, where you keep a journal, journal_entries.csv',
  reads:
    'resting heart rate, HRV (RMSSD), recovery, strain, sleep with stages, naps, respiratory rate, blood oxygen, skin temperature, energy, workouts, and alcohol and caffeine from the journal. Files in English and in Spanish',
};

const FITBIT: ImportGuide = {
  id: 'fitbit',
  name: 'Fitbit and Google Health',
  what: 'The archive that Google keeps of a Fitbit or Pixel Watch, by Google Takeout. Older archives from fitbit.com are read as well.',
  steps: [
    'Go to takeout.google.com and sign in with the account of your Fitbit.',
    'Choose Deselect all, then tick Fitbit (newer accounts: Google Health) alone.',
    'Choose Next step, Export once, file type .zip, and Create export.',
    'When the e-mail comes, download every part, and choose all parts here at once.',
  ],
  takes: 'some minutes to two days until the e-mail comes; many years can be several GB',
  arrives: 'takeout-….zip, often in several parts, with a folder Fitbit or Google Health',
  reads:
    'resting heart rate, HRV (RMSSD), sleep with stages, steps, active minutes, blood oxygen, skin temperature, respiratory rate, exercises, and food and water logs. Heart rate by the second and your profile are skipped',
};

const CRONOMETER: ImportGuide = {
  id: 'cronometer',
  name: 'Cronometer',
  what: 'What you ate and drank, to the microgram, with weight and exercises where you log them.',
  steps: [
    'Sign in at cronometer.com in a browser; the phone app has no export.',
    'Open the account settings and look for Export Data.',
    'Choose All Time, then export Daily Nutrition, Food & Recipe Entries, Biometrics and Exercises one by one.',
    'Choose all the files here at once.',
  ],
  takes: 'a minute; each file downloads at once',
  arrives: 'dailysummary.csv, servings.csv, biometrics.csv and exercises.csv',
  reads:
    'energy, macronutrients, fibre, sugar, sodium, water, caffeine and alcohol per day, clock times of meals where entries have one (Gold accounts), weight, body fat and exercises. A nutrient that is hidden in your settings is missing from the file',
};

const MY_FITNESS_PAL: ImportGuide = {
  id: 'myfitnesspal',
  name: 'MyFitnessPal',
  what: 'Your food diary meal by meal, with exercises and measurements. The export needs a Premium account.',
  steps: [
    'Sign in at myfitnesspal.com in a browser.',
    'Open Reports and choose Export Data.',
    'Choose the first and the last day, then export, and wait for the e-mail.',
    'Choose the zip here, or its CSV files all at once.',
  ],
  takes: 'some minutes until the e-mail comes',
  arrives:
    'a zip with Nutrition-Summary-….csv, Exercise-Summary-….csv and Measurement-Summary-….csv, named by their dates',
  reads:
    'energy, macronutrients, saturated fat, fibre, sugar and sodium per day, exercises and weight. The files have no clock times, caffeine or alcohol: an Apple Health export, where MyFitnessPal writes to it, has times',
};

const TIDY_CSV: ImportGuide = {
  id: 'tidy-csv',
  name: 'Daily CSV',
  what: 'One row per day, one column per value. Any spreadsheet can write it, and Pulsecast hands your data back in the same form.',
  steps: [
    'Put one date per row, such as 2026-03-14, in a column named date.',
    'Name the other columns as in the list below; leave out what you do not have, and leave a cell empty where a value is missing.',
    'Where values come from several devices, say which in a column named source.',
    'Save as CSV, choose Import your data, and look at the preview.',
  ],
  takes: 'a few minutes in a spreadsheet',
  arrives: 'the file you saved, under any name',
  reads:
    'every column of the list. Training needs at least 30 days with resting heart rate or HRV; food and training are welcome but not required',
  extras: 'tidyCsv',
};

/** One entry per export that can be read. */
export const IMPORT_GUIDES: readonly ImportGuide[] = [
  APPLE_HEALTH,
  WHOOP,
  FITBIT,
  CRONOMETER,
  MY_FITNESS_PAL,
  TIDY_CSV,
];

/** Whose own exports cannot be read yet. */
const NOT_YET = ['Health Connect', 'Garmin', 'Oura', 'Samsung Health', 'Withings', 'Polar', 'Lose It!'];

export const guidesMessages = {
  title: 'Getting your data',
  lead: 'What Pulsecast reads today, and how to get it. Menus move now and then; the words are those of autumn 2026.',
  summary: 'How to get your export',
  takes: 'Takes',
  arrives: 'Arrives',
  reads: 'Is read',
  notYetTitle: 'Not read yet',
  notYet: `The original exports of ${NOT_YET.slice(0, -1).join(', ')} and ${NOT_YET.at(-1) ?? ''}. Many of these apps can write to Apple Health, whose export is read; else a spreadsheet or a small script can turn their files into the daily CSV.`,
  columnsSummary: (count: number) => `The ${String(count)} columns it understands`,
  columnsCaption: 'Columns of the tidy daily CSV',
  column: 'Column',
  meaning: 'Meaning',
  unit: 'Unit',
  range: 'Accepted',
  fromTo: (min: string, max: string) => `${min} to ${max}`,
  textUnit: 'text',
  sourceMeaning: 'Whose values these are, such as a watch or an app',
  hrvMethodMeaning: 'When HRV was measured',
  personMeaning: 'Optional first column, where one file holds several people',
  dateMeaning: 'Local calendar date; nights belong to the day you wake up',
  dateUnit: 'YYYY-MM-DD',
  example: 'Download an example CSV',
  exampleFailed: 'The example could not be made. Reload Pulsecast and try again.',
} as const;
