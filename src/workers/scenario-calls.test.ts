import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '#core/result.ts';
import { localDate } from '#core/local-date.ts';
import { packDays } from '#core/packed-days.ts';
import { testPersona } from '#core/personas/sample.ts';
import { forecastScenario } from '#model/scenario.ts';
import { createCaller, serveCalls, type Handlers } from './channel.ts';
import type { ModelCalls, OpenScenarioInput, Packed } from './protocol.ts';
import { answerScenarios } from './scenario-calls.ts';

const RECORDS = testPersona().records;
const TODAY = RECORDS.at(-1)?.date ?? localDate('2024-01-01');
const EDITS = { steps: 9000 };

const startFrom = (key: string, records = RECORDS): Packed<OpenScenarioInput> => ({
  key,
  days: packDays(records),
  today: TODAY,
  targets: [
    { metric: 'restingHeartRate', model: null },
    { metric: 'hrvRmssd', model: null },
  ],
});

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function connect() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  port1.start();
  port2.start();
  serveCalls<ModelCalls>(port2, answerScenarios() as Handlers<ModelCalls>);
  return createCaller<ModelCalls>(port1);
}

describe('scenarios in the worker', () => {
  it('answer edits alone, once they are open', async () => {
    const { call } = connect();
    expect(await call('scenario', { key: 'a', edits: EDITS })).toEqual(ok(null));
    await call('openScenario', startFrom('a'));
    const expected = await forecastScenario({ ...startFrom('a'), records: RECORDS, edits: EDITS });
    expect(await call('scenario', { key: 'a', edits: EDITS })).toEqual(ok(expected));
  });

  it('are there one at a time', async () => {
    const { call } = connect();
    await call('openScenario', startFrom('a'));
    await call('openScenario', startFrom('b', RECORDS.slice(0, -1)));
    expect(await call('scenario', { key: 'a', edits: EDITS })).toEqual(ok(null));
    const answer = await call('scenario', { key: 'b', edits: EDITS });
    expect(answer).toMatchObject({ value: [{ unedited: { asOf: RECORDS.at(-2)?.date } }, {}] });
  });

  it('are not found half open, and take their turn without waiting for each other', async () => {
    const { call } = connect();
    const [, answer, , gone] = await Promise.all([
      call('openScenario', startFrom('a')),
      call('scenario', { key: 'a', edits: EDITS }),
      call('closeScenario', { key: 'a' }),
      call('scenario', { key: 'a', edits: EDITS }),
    ]);
    expect(answer).toMatchObject({ value: [{ metric: 'restingHeartRate' }, { metric: 'hrvRmssd' }] });
    expect(gone).toEqual(ok(null));
  });

  it('stay open where another one is closed', async () => {
    const { call } = connect();
    await call('openScenario', startFrom('a'));
    await call('closeScenario', { key: 'b' });
    expect(await call('scenario', { key: 'a', edits: EDITS })).not.toEqual(ok(null));
  });

  it('are cancelled before their turn, and the next ones answered', async () => {
    const { call } = connect();
    const controller = new AbortController();
    const opened = call('openScenario', startFrom('a'));
    const aborted = call('scenario', { key: 'a', edits: EDITS }, { signal: controller.signal });
    controller.abort();
    expect(await aborted).toEqual({ ok: false, error: { kind: 'cancelled' } });
    await opened;
    expect(await call('scenario', { key: 'a', edits: {} })).not.toEqual(ok(null));
  });

  it('leave nothing open where they cannot be prepared', async () => {
    const { call } = connect();
    await call('openScenario', startFrom('a'));
    const broken = { ...startFrom('b'), days: null as never };
    expect(await call('openScenario', broken)).toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    for (const key of ['a', 'b']) expect(await call('scenario', { key, edits: EDITS })).toEqual(ok(null));
  });
});
