import * as v from 'valibot';
import type { EngineChoice } from '#core/training-job.ts';
import type { ProfileDatabase, Stored, StoredSetting } from './profile-database.ts';
import { readRow, type RowFormat } from './stored-rows.ts';
import { count, engineChoice, fieldNumbers } from './value-shapes.ts';

/** What a person chose for a profile. */
export interface Settings {
  /** IANA name; null until the first import asked for it. */
  readonly timeZone: string | null;
  readonly engine: EngineChoice;
  /** `auto`: the statistic with the most days in the last 90. */
  readonly hrvStatistic: 'auto' | 'hrvRmssd' | 'hrvSdnn';
  /** When the last backup was made, epoch milliseconds; null where there is none. */
  readonly lastBackupAt: number | null;
}

export const SETTINGS_SCHEMA = 1;

export const DEFAULT_SETTINGS: Settings = {
  timeZone: null,
  engine: 'auto',
  hrvStatistic: 'auto',
  lastBackupAt: null,
};

/** Group name to sources, the preferred first. */
const sourcesByGroup = v.record(v.string(), v.array(v.string()));

/**
 * What each key of the `settings` store may hold; those about sources belong to `sources.ts` and `day-records.ts`,
 * those of What if to `scenarios.ts`.
 */
const VALUE_SHAPES = {
  timeZone: v.nullable(v.string()),
  engine: engineChoice,
  hrvStatistic: v.picklist(['auto', 'hrvRmssd', 'hrvSdnn']),
  lastBackupAt: v.nullable(v.number()),
  /** The order for every group that has none of its own. */
  sourcePriority: v.array(v.string()),
  groupSourcePriority: sourcesByGroup,
  /** Those of What if, in the order they were saved. */
  scenarios: v.array(v.object({ id: count, name: v.string(), edits: fieldNumbers })),
  /** What the stored day records were derived by. */
  derivedBy: v.object({ rule: v.number(), orders: sourcesByGroup }),
} as const;

export type SettingKey = keyof typeof VALUE_SHAPES;

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(VALUE_SHAPES, key);
}

/** The format of the row of one setting. */
export function settingFormat<Key extends SettingKey>(
  key: Key,
): RowFormat<{ key: string; value: v.InferOutput<(typeof VALUE_SHAPES)[Key]> }>;
export function settingFormat(key: SettingKey): RowFormat<StoredSetting> {
  return {
    name: `setting "${key}"`,
    schema: SETTINGS_SCHEMA,
    shape: v.object({ key: v.string(), value: VALUE_SHAPES[key] }),
  };
}

/** All settings; one that was never made or cannot be read has its default. */
export async function readSettings(db: ProfileDatabase): Promise<Settings> {
  const [timeZone, engine, hrvStatistic, lastBackupAt] = await db.settings.bulkGet([
    'timeZone',
    'engine',
    'hrvStatistic',
    'lastBackupAt',
  ]);
  return {
    timeZone: valueOr(readRow(settingFormat('timeZone'), timeZone), DEFAULT_SETTINGS.timeZone),
    engine: valueOr(readRow(settingFormat('engine'), engine), DEFAULT_SETTINGS.engine),
    hrvStatistic: valueOr(
      readRow(settingFormat('hrvStatistic'), hrvStatistic),
      DEFAULT_SETTINGS.hrvStatistic,
    ),
    lastBackupAt: valueOr(
      readRow(settingFormat('lastBackupAt'), lastBackupAt),
      DEFAULT_SETTINGS.lastBackupAt,
    ),
  };
}

function valueOr<T>(read: { ok: true; value: { value: T } } | { ok: false }, fallback: T): T {
  return read.ok ? read.value.value : fallback;
}

/** Writes the settings named in `patch` and leaves the others as they are. */
export async function updateSettings(db: ProfileDatabase, patch: Partial<Settings>): Promise<void> {
  await db.settings.bulkPut(
    Object.entries(patch).map(([key, value]) => settingRow(key as SettingKey, value)),
  );
}

export function settingRow(key: SettingKey, value: unknown): Stored<StoredSetting> {
  return { key, value, schema: SETTINGS_SCHEMA };
}
