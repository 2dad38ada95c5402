import { describe, expect, it } from 'vitest';
import { countPlaces, createPool } from './worker-pool.ts';

/** Work that ends when it is told to. */
function createWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    end: (name: string) => ends.get(name)?.(),
    begin: (name: string) => async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    },
  };
}

describe('a pool', () => {
  it('runs as many side by side as it has places, the others in the order in which they came', async () => {
    const pool = createPool(2);
    const work = createWork();
    const all = ['a', 'b', 'c', 'd'].map((name) => pool.run(work.begin(name)));
    await Promise.resolve();
    expect(work.started).toEqual(['a', 'b']);
    work.end('b');
    expect(await all[1]).toBe('b');
    expect(work.started).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c']) work.end(name);
    await Promise.all([all[0], all[2]]);
    work.end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('frees the place of work that fails, and fails only that', async () => {
    const pool = createPool(1);
    const failing = pool.run(() => Promise.reject(new Error('no memory')));
    const next = pool.run(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no memory');
    expect(await next).toBe('done');
  });

  it('has a place however few were asked for', async () => {
    expect(await createPool(0).run(() => Promise.resolve(1))).toBe(1);
  });
});

describe('places', () => {
  it('are one per core on the processor and one on the GPU', () => {
    expect(countPlaces('wasm', 8)).toBe(8);
    expect(countPlaces('cpu', 2)).toBe(2);
    expect(countPlaces('webgl', 8)).toBe(1);
    expect(countPlaces('wasm', 1)).toBe(1);
  });
});
