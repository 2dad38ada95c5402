import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { requestTurn, whenDrawn } from './drawing-turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('draws one after the other, in a task of its own each, and tells when all are drawn', async () => {
  const drawn: string[] = [];
  for (const name of ['first', 'second']) requestTurn(() => drawn.push(name));
  const third = requestTurn(() => drawn.push('third'));
  let over = false;
  const end = whenDrawn().then(() => {
    over = true;
  });
  expect(drawn, 'nothing at once').toEqual([]);
  await vi.advanceTimersToNextTimerAsync();
  expect(drawn).toEqual(['first']);
  third();
  await vi.advanceTimersToNextTimerAsync();
  expect(drawn).toEqual(['first', 'second']);
  expect(over, 'the second has its time').toBe(false);
  await vi.runAllTimersAsync();
  await end;
  expect(drawn, 'taken back').toEqual(['first', 'second']);
});

it('begins again with whoever comes later', async () => {
  await whenDrawn();
  const drawn: string[] = [];
  requestTurn(() => drawn.push('later'));
  await vi.runAllTimersAsync();
  await whenDrawn();
  expect(drawn).toEqual(['later']);
});
