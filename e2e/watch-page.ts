import type { Page, Worker } from '@playwright/test';

export interface PageWatch {
  /** Requests of the page and its workers that left the origin under test; addresses in the page itself do not count. */
  readonly offOrigin: readonly string[];
  /** Everything the browser or the app reported as an error: console, uncaught exceptions, the violations below. */
  readonly errors: readonly string[];
  /** What the Content-Security-Policy stopped in the page and in its workers: "directive address". */
  readonly violations: readonly string[];
}

const VIOLATION = 'Stopped by the policy: ';

/** Records, from now on, what the page asks for and what goes wrong on it. Call it before the first `goto`. */
export function watchPage(page: Page, origin: string): PageWatch {
  const offOrigin: string[] = [];
  const errors: string[] = [];
  const violations: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin)
      offOrigin.push(url.href);
  });
  page.on('websocket', (socket) => offOrigin.push(socket.url()));
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(VIOLATION)) violations.push(text.slice(VIOLATION.length));
    if (text.startsWith(VIOLATION) || message.type() === 'error') errors.push(text);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  // Whatever the page does next comes after this: a browser takes commands in their order.
  void page.addInitScript(reportViolations, VIOLATION);
  page.on('worker', (worker: Worker) => {
    // A worker that has ended already has nothing more to report.
    worker.evaluate(reportViolations, VIOLATION).catch(() => undefined);
  });
  return { offOrigin, errors, violations };
}

/** Runs in the page and in workers, whose console reaches the page's. */
function reportViolations(prefix: string): void {
  globalThis.addEventListener('securitypolicyviolation', (event) => {
    console.log(`${prefix}${event.effectiveDirective} ${event.blockedURI}`);
  });
}
