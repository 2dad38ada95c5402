import type { SourcePeriod } from '#core/source-changes.ts';
import { formatCount, formatDate, formatNumber } from '../ui/format.ts';

/** Texts about where values come from. */
export const sourcesMessages = {
  title: 'Sources',
  lead: 'Each value of a day comes from one source and is never added up from several. Where more than one knows it, the upper one counts.',
  unnamed: 'Not named',
  throughAggregator: 'passed on by another app',

  chosenTitle: 'What counts now',
  daysFrom: (parts: readonly { readonly source: string; readonly days: number }[]) =>
    parts
      .map(({ source, days }, index) =>
        index === 0 ? `${formatCount(days, 'day')} from ${source}` : `${formatNumber(days)} from ${source}`,
      )
      .join(', '),
  ownOrder: 'Your order',
  changeOrder: 'Change order',
  changeOrderOf: (group: string) => `Change order of ${group}`,

  orderTitle: 'Order of sources',
  orderFor: 'Order for',
  everything: 'All values',
  groupWithCount: (group: string, count: number) => `${group} (${formatNumber(count)} sources)`,
  automatic:
    'Automatic: a maker’s own export before a copy in another app, for heart, sleep, night and activity; then the source with the most days.',
  automaticAll:
    'Automatic for each kind of value. Moving a source here orders all kinds that have no order of their own.',
  followsAll: 'Follows your order for all values.',
  own: 'Your own order.',
  ownAll: 'Your own order, for all kinds of values that have none of their own.',
  backToAutomatic: 'Use the automatic order',
  backToAll: 'Use the order for all values',

  source: 'Source',
  counts: 'Counts on',
  knows: 'Knows',
  dates: 'Dates',
  values: 'Values',
  moreValues: (count: number) => `and ${formatNumber(count)} more`,
  effect: 'Moved up',
  changes: (count: number) => (count === 0 ? 'changes nothing' : `changes ${formatCount(count, 'day')}`),
  days: (count: number) => formatCount(count, 'day'),
  priority: 'Priority',
  moveUp: (source: string) => `Move ${source} up`,
  moveDown: (source: string) => `Move ${source} down`,
  moved: (source: string, place: number, scope: string, changed: number) =>
    `${source} is now number ${String(place)} for ${scope}: ${formatCount(changed, 'day')} changed.`,
  reset: (scope: string, changed: number) =>
    `Back to the ${scope} order: ${formatCount(changed, 'day')} changed.`,
  automaticName: 'automatic',
  allName: 'general',

  changesTitle: 'Changes of device',
  /** "Resting heart rate comes from Fitbit until 3 Mar 2024, from Oura since." */
  sourceChanges: (label: string, periods: readonly SourcePeriod[]) =>
    `${label} comes ${periods
      .map(({ source, to }, index) =>
        index === periods.length - 1 ? `from ${source} since` : `from ${source} until ${formatDate(to)}`,
      )
      .join(', ')}.`,
  changesHint: 'Each device measures in its own way, so a step between them says nothing about you.',
} as const;
