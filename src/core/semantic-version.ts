import type { ModelDescription } from './model-version.ts';

export interface VersionedDescription {
  /** `major.minor.patch`. */
  readonly version: string;
  readonly description: ModelDescription;
}

const FIRST_VERSION = '1.0.0';
const PATTERN = /^(\d+)\.(\d+)\.(\d+)$/;

function architectureOf({ spec, config }: ModelDescription): string {
  return JSON.stringify([spec.hidden, spec.layers, spec.head, spec.windowDays, config.target]);
}

/**
 * The version of a newly trained model: major + 1 where the architecture changed (hidden units, layers, head, window,
 * target), else minor + 1 where the feature list changed (its order counts: it is the order of the inputs), else
 * patch + 1. `1.0.0` where there was none before.
 * @param previous the newest version of the metric, active or not, so that no version is given twice
 * @throws RangeError where `previous.version` is not of the form `major.minor.patch`
 */
export function nextVersion(previous: VersionedDescription | null, candidate: ModelDescription): string {
  if (previous === null) return FIRST_VERSION;
  const match = PATTERN.exec(previous.version);
  if (match === null) throw new RangeError(`not a semantic version: ${previous.version}`);
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (architectureOf(previous.description) !== architectureOf(candidate)) return `${String(major + 1)}.0.0`;
  const sameFeatures = previous.description.features.join('\n') === candidate.features.join('\n');
  if (!sameFeatures) return `${String(major)}.${String(minor + 1)}.0`;
  return `${String(major)}.${String(minor)}.${String(patch + 1)}`;
}
