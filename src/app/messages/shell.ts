/** Texts of the frame around every screen. */
export const shellMessages = {
  vanished:
    'You had data here, and the browser has deleted them. Restore a backup, or import your exports again. Settings can ask the browser to keep them.',
  vanishedRestore: 'Restore a backup',

  brand: 'Pulsecast',
  skip: 'Skip to content',
  navigation: 'Main',
  profile: 'Profile',
  sampleSuffix: ' (sample)',
  screens: {
    today: 'Today',
    data: 'Data',
    train: 'Train',
    models: 'Models',
    whatIf: 'What if',
    settings: 'Settings',
  },
  sampleBanner: 'You are looking at sample data',
  sampleDetail: 'The days of an invented person, not yours.',
  removeSample: 'Remove sample data',
  notFoundTitle: 'There is no such page',
  notFoundText: 'The address leads nowhere in Pulsecast.',
  goToToday: 'Go to Today',
  errorTitle: 'This screen could not be shown',
  errorText: 'Your data are untouched. Try again, or reload Pulsecast; the other screens still work.',
  storageTitle: 'Pulsecast cannot keep anything here',
  storageText:
    'This browser did not open the page’s storage. A private window, blocked site data, a full disk or a damaged profile of the browser can be the reason. Allow site data for this page or use an ordinary window, then reload. Nothing was deleted.',
  reload: 'Reload Pulsecast',
  errorDetails: 'What happened',
  fellBack: (metric: string, problem: string) =>
    `${metric}: ${problem} The newest intact version is used instead.`,
  noVersionLeft: (metric: string, problem: string) =>
    `${metric}: ${problem} No intact version is left, so train again.`,
  dismiss: 'Dismiss',
  updateWaiting: 'A newer version of Pulsecast is ready. Your data and models stay as they are.',
  updateReplaced: 'Pulsecast was updated in another tab. Reload this one when it suits you.',
  updateNow: 'Update now',
  updateLater: 'Later',
  updateBusy: 'A training or an import is running. Update when it has ended, so that nothing is lost.',
  connectionLost: {
    upgradedElsewhere: 'Pulsecast was updated in another tab. Reload this one to go on.',
    deletedElsewhere: 'These data were deleted in another tab. Reload this one to go on.',
    blocked: 'Another tab keeps the data busy. Close other tabs with Pulsecast, and this one goes on.',
  },
} as const;
