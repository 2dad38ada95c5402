/** Texts of charts: legends, tooltips, controls. */
export const chartMessages = {
  showTable: 'Show as table',
  showChart: 'Show as chart',
  drawing: 'Drawing the chart…',
  range: 'Range',
  measured: 'Measured',
  forecast: 'Forecast',
  /** Where both kinds are in one chart. */
  forecastShown: 'Forecast shown before the day',
  forecastTested: 'Forecast tested afterwards',
  bestSimple: 'Best simple forecast',
  outside: 'Outside the range',
  result: 'Result',
  insideResult: 'inside the range',
  outsideResult: 'outside the range',
  noRange: 'no range',
  noValue: 'No value',
  made: 'Made',
  madeBefore: 'shown before the day',
  madeAfterwards: 'tested afterwards',
} as const;
