import type { ModelDescription } from '#core/model-version.ts';
import { differenceMessages as text } from '../messages/models.ts';
import { configLines, engineName, trainMessages } from '../messages/train.ts';
import { presetOf, withPreset } from '../train/training-setup.ts';
import { formatDate, formatNumber } from '../ui/format.ts';
import { inputLabel } from './group-inputs.ts';

/** One thing that is not the same in two versions, in words. */
export interface VersionDifference {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

/** Settings, inputs, data and engine of two versions of one metric where they differ. */
export function findDifferences(
  first: ModelDescription,
  second: ModelDescription,
): readonly VersionDifference[] {
  return [
    ...compareLines(settingLines(first), settingLines(second)),
    ...compareInputs(first, second),
    ...compareLines(circumstanceLines(first), circumstanceLines(second)),
  ];
}

type Lines = readonly (readonly [string, string])[];

/** Lines with the same labels in the same order. */
function compareLines(first: Lines, second: Lines): readonly VersionDifference[] {
  return first
    .map(([label, value], i) => ({ label, first: value, second: second[i]?.[1] ?? '' }))
    .filter((line) => line.first !== line.second);
}

function settingLines({ config }: ModelDescription): Lines {
  return [[text.preset, trainMessages.presets[presetOf(config)]], ...configLines(config)];
}

function circumstanceLines({ data, engine }: ModelDescription): Lines {
  return [
    [text.days, formatNumber(data.days)],
    [text.from, formatDate(data.from)],
    [text.through, formatDate(data.through)],
    [text.engine, engineName(engine)],
  ];
}

function compareInputs(first: ModelDescription, second: ModelDescription): readonly VersionDifference[] {
  const { added, removed } = findInputChanges(first, second);
  if (added.length + removed.length === 0) return [];
  const count = ({ features }: ModelDescription): string => String(features.length);
  return [{ label: text.inputs, first: count(first), second: count(second) }];
}

export interface InputChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The inputs that only one of two versions of a metric has, as people would name them. */
export function findInputChanges(first: ModelDescription, second: ModelDescription): InputChanges {
  const only = (names: readonly string[], others: readonly string[]): readonly string[] =>
    names.filter((name) => !others.includes(name)).map((name) => inputLabel(name, first.metric));
  return {
    added: only(second.features, first.features),
    removed: only(first.features, second.features),
  };
}

/**
 * What changed from a version to the next, a few words each; empty where nothing did. A change to a named preset
 * stands for the settings that it decides; that settings are no preset any more says nothing that they do not.
 */
export function describeChanges(before: ModelDescription, after: ModelDescription): readonly string[] {
  const preset = presetOf(after.config);
  const decided =
    preset === 'custom' || preset === presetOf(before.config)
      ? []
      : compareLines(configLines(before.config), configLines(withPreset(before.config, preset)));
  const explained = decided.map(({ label }) => label);
  if (preset === 'custom') explained.push(text.preset);
  return findDifferences(before, after)
    .filter(({ label }) => !explained.includes(label))
    .map(({ label, first, second }) => text.change(label, first, second));
}
