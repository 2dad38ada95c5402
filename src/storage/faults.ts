import type { Fault } from '#core/training-job.ts';

/** Every write is one transaction, so this is all there is to say when one fails. */
const KEPT = 'Nothing was half-written: everything that was saved before is still there.';

/**
 * What the storage threw, as a value. A full disk is recognised wherever it hides in the error (Dexie wraps it, once
 * in the transaction's abort and once in the list of failed rows); everything else is `unexpected`.
 */
export function toStorageFault(error: unknown): Fault {
  const chain = unwrapErrors(error);
  if (chain.some(({ name }) => name === 'QuotaExceededError')) return { kind: 'storageFull', kept: KEPT };
  if (chain.some(({ name }) => name === 'DatabaseClosedError')) {
    const message = 'This tab no longer has the database, because another tab changed it. Reload the page.';
    return { kind: 'unexpected', message, stack: chain[0]?.stack ?? '' };
  }
  const first = chain[0];
  if (first === undefined) return { kind: 'unexpected', message: String(error), stack: '' };
  return { kind: 'unexpected', message: `${first.name}: ${first.message}`, stack: first.stack ?? '' };
}

/** The error and the errors inside it, outermost first. `DOMException` is no `Error` everywhere, so shapes decide. */
export function unwrapErrors(error: unknown): readonly Error[] {
  const found: Error[] = [];
  const visit = (candidate: unknown): void => {
    if (!isErrorLike(candidate) || found.includes(candidate)) return;
    found.push(candidate);
    const wrapper: { inner?: unknown; cause?: unknown; failures?: unknown } = candidate;
    visit(wrapper.inner);
    visit(wrapper.cause);
    if (Array.isArray(wrapper.failures)) wrapper.failures.forEach(visit);
  };
  visit(error);
  return found;
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}
