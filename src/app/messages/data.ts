import { LEAST_ENERGY_KCAL } from '#core/food-days.ts';
import { currentUnits } from '../state/units.ts';
import { formatBytes, formatCount, formatDuration, formatFieldValue, formatNumber } from '../ui/format.ts';

/** Texts of the Data screen. */
export const dataMessages = {
  title: 'Data',
  lead: 'What Pulsecast knows about you, where it came from, and what it does not know.',

  importTitle: 'Import',
  chooseFiles: 'Choose files to import',
  chooseFolder: 'Choose a folder to import',
  dropHint: 'or drop files and folders here',
  formats:
    'Reads exports of Apple Health, WHOOP, Fitbit and Google Health, Cronometer and MyFitnessPal, and the daily CSV: zips as they are, folders, or single files. Other files are named and left alone.',
  nothingDropped: 'There was no file in what you dropped.',

  reading: 'Reading files',
  readingFile: (name: string, index: number, count: number, bytes: number, total: number) =>
    `${name}${count > 1 ? ` (${String(index + 1)} of ${String(count)})` : ''}, ${formatBytes(bytes)} of ${formatBytes(total)}`,
  timeLeft: (ms: number) => `about ${formatDuration(ms)} left`,

  previewTitle: 'Preview',
  previewLead: 'Nothing is kept until you add it.',
  add: 'Add to my data',
  adding: 'Adding…',
  discard: 'Discard',
  timeZone: 'Time zone of these days',
  timeZoneHint: 'Decides which day an unfinished export belongs to. Proposed from this device.',
  unknownFormat: 'Not recognised',
  format: 'Format',
  days: 'Days',
  dates: 'Dates',
  metrics: 'Metrics',
  rows: 'Rows',
  rowsRead: (read: number, skipped: number) =>
    skipped === 0
      ? `${formatNumber(read)} read, none skipped`
      : `${formatNumber(read)} read, ${formatNumber(skipped)} skipped`,
  moreMetrics: (count: number) => `and ${formatNumber(count)} more`,
  noDays: 'No days could be read from this file.',
  problemsTitle: 'Skipped and noted',
  otherProblemsTitle: 'Also skipped and noted',
  moreProblems: (count: number) => `${formatNumber(count)} more`,
  unusableTitle: (count: number) =>
    count === 1 ? '1 file cannot be used' : `${formatNumber(count)} files cannot be used`,
  severity: { rejected: 'Skipped', note: 'Note', fatal: 'Not usable' },
  peopleCaption: (file: string) => `People in ${file}`,
  person: 'Person',
  unnamedPerson: 'Not named in the file',
  goesTo: 'Goes to',
  goesToFor: (person: string) => `Where the days of ${person} go`,
  toProfile: (name: string) => `Profile ${name}`,
  toNew: (name: string) => `New profile ${name}`,
  leaveOut: 'Leave out',
  nothingChosen: 'Every person is left out, so there is nothing to add.',
  nothingReadable: 'There is nothing to add: none of the files holds days that Pulsecast can read.',
  added: (days: number, profiles: string) => `Added ${formatCount(days, 'day')} to ${profiles}.`,
  alreadyPresent: 'These files had been added before, so nothing was added twice.',
  kept: 'The browser will keep your data.',
  notKept:
    'The browser may delete the data of this page when the disk is full. Download a copy from time to time.',
  failedTitle: 'The import did not go through',

  coverageTitle: 'Coverage',
  coverageFinding: (days: number, range: string, fields: number) =>
    `${formatCount(days, 'day')} from ${range}, with ${formatCount(fields, 'kind')} of values. Darker means fewer gaps.`,
  coverageOf: (label: string, days: number, total: number) =>
    `${label}: ${formatNumber(days)} of ${formatCount(total, 'day')}`,
  daysOf: (days: number, total: number) => `${formatNumber(days)} of ${formatNumber(total)}`,
  showAllFields: (count: number) => `Show all ${formatNumber(count)}`,
  showFewFields: 'Show fewer',
  perDay: 'One cell per day',
  perWeek: 'One cell per week',
  perMonth: 'One cell per month',
  field: 'Value',
  daysWithValue: 'Days',
  share: 'Share',
  first: 'First',
  last: 'Last',
  latest: 'Latest value',
  longestGap: 'Longest gap',

  partialFood: (partial: number, logged: number) =>
    `${formatNumber(partial)} of ${formatCount(logged, 'food day')} ${partial === 1 ? 'looks' : 'look'} partial: less than half logged, or under ${formatFieldValue('energyIntakeKcal', LEAST_ENERGY_KCAL, currentUnits())}. They carry a flag: training sees how complete each food day is beside what was logged.`,

  importsTitle: 'Imports',
  importsLead: 'Undo takes one import back; older values of the same days reappear.',
  noImports: 'Nothing imported yet.',
  file: 'File',
  importedAt: 'Imported',
  undo: 'Undo',
  undoOf: (file: string) => `Undo import of ${file}`,
  undone: (file: string) => `Took back ${file}.`,

  importProblemsTitle: 'Skipped and noted per file',
  problemsOf: (file: string, skipped: number, notes: number) => {
    const parts = [
      ...(skipped > 0 ? [`${formatNumber(skipped)} skipped`] : []),
      ...(notes > 0 ? [formatCount(notes, 'note')] : []),
    ];
    return `${file}: ${parts.join(', ')}`;
  },

  exportTitle: 'Take it with you',
  exportText: 'One row per day, every value, in the same tidy CSV that Pulsecast reads.',
  download: 'Download my data as CSV',
} as const;
