import { afterEach, describe, expect, it, vi } from 'vitest';
import { askToKeepStorage } from './kept-storage.ts';

function browserThat(persist: () => Promise<boolean>): void {
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.resolve(false), persist } });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('asking the browser to keep the data', () => {
  it('gives its answer', async () => {
    browserThat(() => Promise.resolve(true));
    expect(await askToKeepStorage()).toBe(true);
  });

  it('is a no where the browser throws or cannot be asked', async () => {
    browserThat(() => Promise.reject(new TypeError('not in this context')));
    expect(await askToKeepStorage()).toBe(false);
    vi.stubGlobal('navigator', {});
    expect(await askToKeepStorage()).toBe(false);
  });
});
