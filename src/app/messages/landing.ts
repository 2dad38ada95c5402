/** Texts of the page that greets someone who has no data here yet. */
export const landingMessages = {
  title: 'Know tomorrow’s resting heart rate and HRV tonight.',
  what: 'Pulsecast learns how your own body answers to your days, and forecasts tomorrow morning with a range that says how sure it is.',
  privacy: 'Everything happens in this browser: no account, no upload. Your data never leave this device.',
  figureTitle: 'Resting heart rate of the sample person',
  figureFinding: (forecast: string, low: string, high: string) =>
    `Next morning: ${forecast} bpm, 80 % range ${low} to ${high}.`,
  figureDescription: (days: string, low: string, high: string) =>
    `Line of ${days} mornings of an invented person, between ${low} and ${high} bpm, followed by the forecast of the next morning with its 80 % range.`,
  figureDate: 'Morning',
  figureValue: 'bpm',
  figureStart: 'six weeks ago',
  figureEnd: 'tomorrow',
  figureNote: 'An invented person. The simplest honest forecast: a moving average and its own past misses.',
  stepsTitle: 'How it works',
  steps: [
    {
      title: 'Bring your days',
      text: 'Choose your export files. You see what was found in them before anything is kept, and each import can be undone.',
    },
    {
      title: 'Train on this device',
      text: 'A small neural network learns from your days alone, here in the tab, while you watch it improve.',
    },
    {
      title: 'Read tomorrow',
      text: 'A number, its range, and whether the network beats a simple guess. Where it does not, Pulsecast says so and shows the guess.',
    },
  ],
} as const;
