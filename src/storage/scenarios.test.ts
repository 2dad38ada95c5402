import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discard, openFresh } from './fresh-profile.fixture.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { listScenarios, MOST_SCENARIOS, removeScenario, saveScenario } from './scenarios.ts';
import { settingRow } from './settings.ts';

let db: ProfileDatabase;
beforeEach(() => {
  db = openFresh();
});
afterEach(async () => {
  await discard(db);
});

it('are kept in the order they were saved, under a name of their own or a number', async () => {
  await saveScenario(db, { name: ' Wine ', edits: { alcoholDrinks: 2 } });
  await saveScenario(db, { name: '', edits: { sleepMinutes: 480, steps: 9000 } });
  expect(await listScenarios(db)).toEqual([
    { id: 1, name: 'Wine', edits: { alcoholDrinks: 2 } },
    { id: 2, name: 'Scenario 2', edits: { sleepMinutes: 480, steps: 9000 } },
  ]);
  await removeScenario(db, 1);
  expect(await saveScenario(db, { name: '', edits: {} })).toMatchObject({ id: 3, name: 'Scenario 3' });
  expect((await listScenarios(db)).map(({ id }) => id)).toEqual([2, 3]);
});

it('are five at most, however fast they are saved', async () => {
  const saved = await Promise.all(
    Array.from({ length: MOST_SCENARIOS + 2 }, () => saveScenario(db, { name: '', edits: {} })),
  );
  expect(saved.filter((each) => each === null)).toHaveLength(2);
  expect(new Set((await listScenarios(db)).map(({ id }) => id)).size).toBe(MOST_SCENARIOS);
});

it('are none where what is stored cannot be read', async () => {
  await db.settings.put(settingRow('scenarios', [{ id: 1, name: 'Wine', edits: { wine: 2 } }]));
  expect(await listScenarios(db)).toEqual([]);
});
