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

  timeZoneTitle: 'Time zone',
  timeZone: 'Time zone',
  timeZoneHint:
    'Decides when a day ends. Days already imported stay as they are: import their files again to change them.',

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
