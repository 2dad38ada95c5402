/** What the whole export is called. */
export const SOURCE = 'MyFitnessPal';

/** Steps are those of whatever phone or watch writes into MyFitnessPal. */
export const TRACKER_SOURCE = `Tracker via ${SOURCE}`;
