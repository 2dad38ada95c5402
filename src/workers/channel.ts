import type { Fault } from '#core/training-job.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { CallMap, FromWorker, ToWorker } from './protocol.ts';

/**
 * Typed calls over a message port, both ends.
 *
 * The caller's end pairs replies with requests, forwards an AbortSignal as a `cancel` message, and settles every
 * pending call when the other side dies: a dead worker is never an endless spinner. Failures are `Fault` values.
 */

/** What both a `Worker` and a `MessagePort` can do. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message' | 'messageerror', listener: (event: MessageEvent) => void): void;
}

interface CallOptions<Progress> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly transfer?: Transferable[];
}

export interface Caller<Calls> {
  call: <Name extends keyof Calls & string>(
    name: Name,
    input: InputOf<Calls, Name>,
    options?: CallOptions<ProgressOf<Calls, Name>>,
  ) => Promise<Result<OutputOf<Calls, Name>, Fault>>;
  /** Settles every pending call with `fault`; later calls get the same answer. */
  close: (fault: Fault) => void;
  readonly isClosed: () => boolean;
}

type InputOf<Calls, Name extends keyof Calls> = Calls[Name] extends { readonly input: infer Input }
  ? Input
  : never;
type OutputOf<Calls, Name extends keyof Calls> = Calls[Name] extends { readonly output: infer Output }
  ? Output
  : never;
type ProgressOf<Calls, Name extends keyof Calls> = Calls[Name] extends { readonly progress: infer Progress }
  ? Progress
  : never;

interface Pending {
  readonly settle: (result: Result<unknown, Fault>) => void;
  readonly progress: (progress: unknown) => void;
}

/** The calling end. `Calls` is a map of calls as in `protocol.ts`. */
export function createCaller<Calls extends { readonly [Name in keyof Calls]: CallMap[string] }>(
  port: Port,
): Caller<Calls> {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closed: Fault | null = null;

  const close = (fault: Fault): void => {
    closed ??= fault;
    const waiting = [...pending.values()];
    pending.clear();
    for (const { settle } of waiting) settle(err(fault));
  };

  port.addEventListener('message', (event) => {
    const message = event.data as FromWorker;
    if (message.type === 'alive') return;
    const entry = pending.get(message.id);
    if (entry === undefined) return;
    if (message.type === 'progress') {
      entry.progress(message.progress);
      return;
    }
    pending.delete(message.id);
    entry.settle(message.ok ? ok(message.output) : err(message.fault));
  });
  port.addEventListener('messageerror', () => {
    close({ kind: 'unexpected', message: 'A message from the worker could not be read.', stack: '' });
  });

  return {
    close,
    isClosed: () => closed !== null,
    call: (name, input, options = {}) =>
      new Promise((resolve) => {
        if (closed !== null) {
          resolve(err(closed));
          return;
        }
        if (options.signal?.aborted === true) {
          resolve(err({ kind: 'cancelled' }));
          return;
        }
        const id = nextId++;
        const abort = (): void => {
          pending.delete(id);
          post({ type: 'cancel', id });
          resolve(err({ kind: 'cancelled' }));
        };
        const post = (message: ToWorker, transfer: Transferable[] = []): void => {
          port.postMessage(message, transfer);
        };
        pending.set(id, {
          settle: (result) => {
            options.signal?.removeEventListener('abort', abort);
            // The channel is the one place where the wire's `unknown` gets its type back: `Calls` types both ends.
            resolve(result as never);
          },
          progress: (progress) => {
            options.onProgress?.(progress as never);
          },
        });
        options.signal?.addEventListener('abort', abort, { once: true });
        post({ type: 'request', id, call: name, input }, options.transfer);
      }),
  };
}

export interface HandlerContext<Progress> {
  /** Aborted when the caller cancels. */
  readonly signal: AbortSignal;
  /** Buffers named in `transfer` are handed over instead of copied. */
  readonly report: (progress: Progress, transfer?: Transferable[]) => void;
  /** Buffers of the output that are handed over with it instead of copied. */
  readonly handOver: (transfer: readonly Transferable[]) => void;
}

export type Handlers<Calls> = {
  readonly [Name in keyof Calls]: (
    input: InputOf<Calls, Name>,
    context: HandlerContext<ProgressOf<Calls, Name>>,
  ) => Promise<Result<OutputOf<Calls, Name>, Fault>>;
};

/** The answering end. A handler that throws ends its call with the fault that `toFault` makes of the error. */
export function serveCalls<Calls extends { readonly [Name in keyof Calls]: CallMap[string] }>(
  port: Port,
  handlers: Handlers<Calls>,
  toFault: (error: unknown) => Fault = unexpectedFault,
): void {
  const running = new Map<number, AbortController>();
  const table = handlers as Handlers<CallMap>;
  const post = (message: FromWorker, transfer: Transferable[] = []): void => {
    port.postMessage(message, transfer);
  };

  const answer = async (id: number, call: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = table[call];
      const transfer: Transferable[] = [];
      if (handler === undefined) throw new Error(`unknown call: ${call}`);
      const result = await handler(input, {
        signal: controller.signal,
        report: (progress, buffers) => {
          post({ type: 'progress', id, progress }, buffers);
        },
        handOver: (buffers) => {
          transfer.push(...buffers);
        },
      });
      post(
        result.ok
          ? { type: 'reply', id, ok: true, output: result.value }
          : { type: 'reply', id, ok: false, fault: result.error },
        transfer,
      );
    } catch (error) {
      post({
        type: 'reply',
        id,
        ok: false,
        fault: controller.signal.aborted ? { kind: 'cancelled' } : toFault(error),
      });
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener('message', (event) => {
    const message = event.data as ToWorker;
    if (message.type === 'cancel') running.get(message.id)?.abort();
    else void answer(message.id, message.call, message.input);
  });
}

export function unexpectedFault(error: unknown): Fault {
  return error instanceof Error
    ? { kind: 'unexpected', message: error.message, stack: error.stack ?? '' }
    : { kind: 'unexpected', message: String(error), stack: '' };
}
