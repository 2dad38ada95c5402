import { afterEach, expect, it } from 'vitest';
import { forgetData, hasDataVanished, rememberData } from './vanished-data.ts';

afterEach(forgetData);

it('tells data that vanished from data that never were, or that the person has deleted', () => {
  expect(hasDataVanished()).toBe(false);
  rememberData();
  expect(hasDataVanished()).toBe(true);
  forgetData();
  expect(hasDataVanished()).toBe(false);
});
