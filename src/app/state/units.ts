import { displayLocale } from '../ui/locale.ts';
import { UNIT_OPTIONS, usualUnits, type Units } from '../ui/units.ts';
import { createStore, useStore } from './external-store.ts';

/*
 * Units belong to who reads this screen, as the language of the browser does, and not to the data: they are kept per
 * device.
 */

const KEY = 'pulsecast-units';

const store = createStore<Units>(readUnits());

if (typeof window !== 'undefined') {
  // Fired by changes of other tabs only.
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) store.write(readUnits());
  });
}

/** The units of now, for what is drawn once; components that show one follow it by `useUnits`. */
export function currentUnits(): Units {
  return store.read();
}

export function useUnits(): Units {
  return useStore(store);
}

/** Where the browser keeps nothing, the choice lasts until the page is left. */
export function chooseUnits(patch: Partial<Units>): void {
  const units = { ...store.read(), ...patch };
  store.write(units);
  try {
    localStorage.setItem(KEY, JSON.stringify(units));
  } catch {
    // Storage is full or forbidden.
  }
}

/** After everything was deleted: what is usual again. */
export function forgetUnits(): void {
  localStorage.removeItem(KEY);
  store.write(readUnits());
}

/** What was chosen on this device, and what is usual where nothing was or it cannot be read. */
function readUnits(): Units {
  const usual = usualUnits(displayLocale());
  const kept = readKept();
  const choose = <Kind extends keyof Units>(kind: Kind): Units[Kind] =>
    UNIT_OPTIONS[kind].find((option) => option === kept[kind]) ?? usual[kind];
  return {
    weight: choose('weight'),
    energy: choose('energy'),
    temperature: choose('temperature'),
    clock: choose('clock'),
  };
}

function readKept(): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
