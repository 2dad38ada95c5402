import { describe, expect, it } from 'vitest';
import { ok } from '#core/result.ts';
import { createCaller, serveCalls, type Caller, type Handlers } from './channel.ts';
import type { Call } from './protocol.ts';

interface TestCalls {
  double: Call<number, number>;
  count: Call<number, string, number>;
  wait: Call<null, null>;
  break: Call<null, null>;
  make: Call<number, Uint8Array>;
}

function connect(handlers: Partial<Handlers<TestCalls>>): { caller: Caller<TestCalls>; done: () => void } {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  port2.start();
  serveCalls<TestCalls>(port2, handlers as Handlers<TestCalls>);
  return {
    caller: createCaller<TestCalls>(port1),
    done: () => {
      port1.close();
      port2.close();
    },
  };
}

const pairs: Handlers<TestCalls> = {
  double: (input) => Promise.resolve(ok(input * 2)),
  count: (input, { report }) => {
    for (let i = 1; i <= input; i++) report(i);
    return Promise.resolve(ok(`counted to ${String(input)}`));
  },
  wait: (_, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve({ ok: false, error: { kind: 'cancelled' } });
      });
    }),
  break: () => Promise.reject(new Error('broken on purpose')),
  make: (length) => Promise.resolve(ok(new Uint8Array(length))),
};

describe('worker channel', () => {
  it('pairs each reply with its own request', async () => {
    const { caller, done } = connect(pairs);
    const answers = await Promise.all([1, 2, 3].map((n) => caller.call('double', n)));
    expect(answers).toEqual([ok(2), ok(4), ok(6)]);
    done();
  });

  it('delivers progress in order before the reply', async () => {
    const { caller, done } = connect(pairs);
    const seen: number[] = [];
    const answer = await caller.call('count', 3, { onProgress: (n) => seen.push(n) });
    expect(seen).toEqual([1, 2, 3]);
    expect(answer).toEqual(ok('counted to 3'));
    done();
  });

  it('hands buffers of the reply over', async () => {
    let made = new Uint8Array();
    const { caller, done } = connect({
      make: (length, context) => {
        made = new Uint8Array(length).fill(7);
        context.handOver([made.buffer]);
        return Promise.resolve(ok(made));
      },
    });
    expect(await caller.call('make', 3)).toEqual(ok(Uint8Array.of(7, 7, 7)));
    expect(made.byteLength, 'gone from where it was made').toBe(0);
    done();
  });

  it('aborting answers the caller at once and aborts the handler', async () => {
    let handlerAborted: () => void = () => undefined;
    const aborted = new Promise<void>((resolve) => {
      handlerAborted = resolve;
    });
    const { caller, done } = connect({
      wait: (_, { signal }) => {
        signal.addEventListener('abort', () => {
          handlerAborted();
        });
        return new Promise(() => undefined);
      },
    });
    const controller = new AbortController();
    const answer = caller.call('wait', null, { signal: controller.signal });
    await caller.call('double', 1, { signal: AbortSignal.abort() });
    controller.abort();
    expect(await answer).toEqual({ ok: false, error: { kind: 'cancelled' } });
    await aborted;
    done();
  });

  it('turns a handler that throws into a fault with the message', async () => {
    const { caller, done } = connect(pairs);
    const answer = await caller.call('break', null);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unexpected', message: 'broken on purpose' } });
    done();
  });

  it('settles every pending call when the other side dies, and refuses later ones', async () => {
    const { caller, done } = connect(pairs);
    const waiting = [caller.call('wait', null), caller.call('wait', null)];
    caller.close({ kind: 'outOfMemory' });
    const fault = { ok: false, error: { kind: 'outOfMemory' } };
    expect(await Promise.all(waiting)).toEqual([fault, fault]);
    expect(await caller.call('double', 2)).toEqual(fault);
    done();
  });

  it('answers an unknown call with a fault', async () => {
    const { caller, done } = connect({});
    expect(await caller.call('double', 1)).toMatchObject({
      ok: false,
      error: { kind: 'unexpected', message: 'unknown call: double' },
    });
    done();
  });
});
