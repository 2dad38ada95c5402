import { afterEach, expect, it } from 'vitest';
import { displayLocale } from '../ui/locale.ts';
import { usualUnits } from '../ui/units.ts';
import { chooseUnits, currentUnits, forgetUnits } from './units.ts';

const KEY = 'pulsecast-units';

afterEach(forgetUnits);

it('are the usual ones until something is chosen, and again after everything was deleted', () => {
  const usual = usualUnits(displayLocale());
  expect(currentUnits()).toEqual(usual);
  chooseUnits({ energy: 'kJ' });
  chooseUnits({ clock: '12 h' });
  expect(currentUnits()).toEqual({ ...usual, energy: 'kJ', clock: '12 h' });
  forgetUnits();
  expect(currentUnits()).toEqual(usual);
  expect(localStorage.getItem(KEY)).toBeNull();
});

it('follow another tab, and stay usual where what is kept cannot be read', () => {
  const usual = usualUnits(displayLocale());
  const hear = (kept: string): void => {
    localStorage.setItem(KEY, kept);
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  };
  hear('{"weight":"lb","energy":"stones"}');
  expect(currentUnits()).toEqual({ ...usual, weight: 'lb' });
  hear('not json');
  expect(currentUnits()).toEqual(usual);
});
