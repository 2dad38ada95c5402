import { expect, it } from 'vitest';
import { askLatest } from './ask-latest.ts';

/** Questions that are answered by hand. */
function openDesk() {
  const asked: string[] = [];
  const told: string[] = [];
  const signals: AbortSignal[] = [];
  let reply: (answer: string) => void = () => undefined;
  const asker = askLatest<string, string>(
    (question, signal) => {
      asked.push(question);
      signals.push(signal);
      return new Promise((resolve) => {
        reply = resolve;
      });
    },
    (question, answer) => told.push(`${question}: ${answer}`),
  );
  const answer = async (text: string): Promise<void> => {
    reply(text);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { asker, asked, told, signals, answer };
}

it('asks at once, then only the newest of what came meanwhile, and tells every answer', async () => {
  const { asker, asked, told, answer } = openDesk();
  for (const question of ['a', 'b', 'c', 'd']) asker.ask(question);
  expect(asked).toEqual(['a']);
  await answer('1');
  expect(asked).toEqual(['a', 'd']);
  await answer('2');
  expect(told).toEqual(['a: 1', 'd: 2']);
  asker.ask('e');
  expect(asked).toEqual(['a', 'd', 'e']);
});

it('tells nothing and asks nothing more once it is closed', async () => {
  const { asker, asked, told, signals, answer } = openDesk();
  asker.ask('a');
  asker.ask('b');
  asker.close();
  expect(signals[0]?.aborted).toBe(true);
  await answer('1');
  asker.ask('c');
  await answer('2');
  expect(asked).toEqual(['a']);
  expect(told).toEqual([]);
});
