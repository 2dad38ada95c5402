import type { Page } from '@playwright/test';

export interface PageWatch {
  /** Requests of the page and its workers that left the origin under test; addresses in the page itself do not count. */
  readonly offOrigin: readonly string[];
  /** Everything the browser or the app reported as an error: console, uncaught exceptions, policy violations. */
  readonly errors: readonly string[];
}

/** Records, from now on, what the page asks for and what goes wrong on it. Call it before the first `goto`. */
export function watchPage(page: Page, origin: string): PageWatch {
  const offOrigin: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin)
      offOrigin.push(url.href);
  });
  page.on('websocket', (socket) => offOrigin.push(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { offOrigin, errors };
}
