import { formatBytes, formatCount } from '../ui/format.ts';

/** Texts of the Settings screen. */
export const settingsMessages = {
  title: 'Settings',
  lead: 'Everything here stays on this device.',

  profilesTitle: 'Profiles',
  profilesLead: 'One profile per person; their data never mix.',
  profile: 'Profile',
  created: 'Created',
  shown: 'Shown now',
  show: 'Show',
  rename: 'Rename',
  remove: 'Delete',
  save: 'Save',
  cancel: 'Cancel',
  acts: 'Actions',
  newNameOf: (name: string) => `New name of ${name}`,
  newProfile: 'Name of a new profile',
  createProfile: 'Create profile',
  nameMissing: 'Give the profile a name.',
  nameTaken: 'There is a profile of that name already.',
  deleteProfileTitle: (name: string) => `Delete the profile ${name}?`,
  deleteProfileText:
    'Its days, imports, models and settings are removed from this device. This cannot be undone.',
  deleteProfile: 'Delete profile',
  noProfile: 'There is no profile yet. The first import creates one, or create it here.',

  unitsTitle: 'Units',
  unitsLead:
    'For what you read and type on this device. Stored values, exports and backups stay metric, on a 24-hour clock.',
  unitKinds: { weight: 'Weight', energy: 'Energy', temperature: 'Temperature', clock: 'Clock' },

  timeZoneTitle: 'Time zone',
  timeZone: 'Time zone',
  timeZoneHint: 'Decides when a day ends. Days already imported stay as they are.',
  timeZoneElsewhere: (zone: string) =>
    `These were imported in another time zone. Import them again to have their days in ${zone}:`,
  importedIn: (file: string, zone: string) => `${file} (${zone})`,

  engineTitle: 'Compute engine',
  engineLead: 'Where networks are trained and run.',
  engines: {
    auto: 'Automatic',
    webgl: 'GPU (WebGL)',
    wasm: 'CPU (WebAssembly)',
    cpu: 'CPU (JavaScript)',
  },
  relaxedSimd: 'Relaxed SIMD on WebAssembly',
  relaxedSimdHint:
    'A little faster; the last digits of a network may then differ between machines, and its version says so.',
  relaxedSimdMissing:
    'This browser has no relaxed SIMD. Plain SIMD runs instead, with the same digits on every machine.',
  engineChecking: 'Checking what this device can do…',
  engineRuns: (engine: string, device: string) => `Runs on ${engine}: ${device}.`,
  raceTitle: 'Measured on this device',
  raceLead: 'Milliseconds per batch of the Standard network. Automatic takes the fastest.',
  raceNone: 'Not measured yet. The first training does it, or do it here.',
  raceTime: (engine: string, time: string) => `${engine}, ${time} per batch`,
  raceRefused: (what: string, reason: string) => `${what}: not used. ${reason}`,
  raceRunning: 'Measuring…',
  measure: 'Measure',
  measureAgain: 'Measure again',
  hrvTitle: 'HRV statistic',
  hrvLead: 'RMSSD and SDNN are different quantities and are never mixed. Pulsecast forecasts one of them.',
  hrv: {
    auto: (chosen: string) => `Automatic: the one with more days in the last 90, now ${chosen}`,
    hrvRmssd: 'RMSSD',
    hrvSdnn: 'SDNN',
  },
  hrvDays: (label: string, days: number) => `${label} (${formatCount(days, 'day')})`,

  storageTitle: 'Storage',
  storageUnknown: 'This browser does not say how much it stores.',
  storageUsed: (used: number, quota: number) =>
    `${formatBytes(used)} used of the ${formatBytes(quota)} the browser allows.`,
  persisted: 'The browser has agreed to keep these data until you delete them.',
  notPersisted:
    'The browser may delete these data when the disk is full; Safari also does after 7 days without a visit.',
  persist: 'Ask the browser to keep my data',
  persistDenied:
    'The browser did not agree. Installing Pulsecast or adding a bookmark often changes that; a downloaded CSV always helps.',

  backupTitle: 'Backup',
  backupLead:
    'One file with everything of this profile: days, imports, models and settings. Keep it outside the browser: there is no other copy.',
  lastBackup: (age: string) => `Last backup: ${age}.`,
  backupOld: (days: number) =>
    `That was ${formatCount(days, 'day')} ago. What came since is nowhere but in this browser.`,
  neverBackedUp: 'No backup yet.',
  backupPassword: 'Password (optional)',
  backupPasswordHint: 'Encrypts the file. Without the password nobody can open it, you included.',
  backUp: 'Back up',
  backingUp: 'Making the backup…',
  restore: 'Restore',
  restoreFile: 'Choose a backup to restore',
  restoreLead: 'Bring a backup back, also one from another browser or device.',
  restoreReading: 'Checking the backup…',
  restorePassword: 'Password of the backup',
  openBackup: 'Open',
  restoreFound: (name: string, made: string) => `Backup of ${name}, made ${made}`,
  restoreHolds: (days: number, imports: number, versions: number) =>
    `${formatCount(days, 'day')}, ${formatCount(imports, 'import')}, ${formatCount(versions, 'model version')}.`,
  restoreQuestion: 'Where should it go?',
  restoreTargets: {
    new: 'A profile of its own',
    merge: (name: string) => `Into ${name}: add what is missing, change nothing that is there`,
    replace: (name: string) => `Into ${name}: replace everything that is there`,
  },
  restoreNow: 'Restore now',
  restoreDone: (name: string) => `The backup of ${name} is restored.`,
  restoreBusy: 'A training or an import is running. Wait until it has ended, then restore.',
  restoreProblems: {
    noBackup: 'This file is no backup of Pulsecast. Choose the file that "Back up" has made.',
    tooNew: 'This backup was made by a newer version of Pulsecast. Reload the page to get it, then restore.',
    passwordNeeded: 'This backup is encrypted. Type its password.',
    notUnlocked: 'The password does not open this backup, or the file was changed.',
    damaged: (detail: string) => `This backup is damaged (${detail}). Nothing was restored.`,
  },

  deleteTitle: 'Delete my data',
  deleteLead:
    'Removes data from this device for good. There is no copy anywhere else, unless you downloaded one.',
  deleteButton: 'Delete my data',
  deleteQuestion: 'What should be deleted?',
  deleteThis: (name: string) => `Everything of the profile ${name}`,
  deleteAll: 'Everything of all profiles, and every trace of Pulsecast in this browser',
  deleteConfirm: 'Delete for good',
  deleteFailed: 'Not everything could be deleted. Close other tabs with Pulsecast and try again.',
} as const;
