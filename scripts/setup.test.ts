import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coversLockfile, supportsNode } from './setup.mjs';

describe('the supported Node', () => {
  it('is the one that package.json names', () => {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ engines: { node: '^20.19.0 || >=22.12.0' } });
    const supported = ['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'];
    const unsupported = ['18.20.4', '20.18.9', '21.7.3', '22.11.0'];
    expect(supported.filter((version) => !supportsNode(version))).toEqual([]);
    expect(unsupported.filter((version) => supportsNode(version))).toEqual([]);
  });
});

describe('an install', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/only-on-another-platform': { version: '1.0.0', optional: true },
  };

  it('covers the lockfile when every package is there in its version', () => {
    expect(coversLockfile(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it('does not when a package is missing or another version', () => {
    expect(coversLockfile(wanted, {})).toBe(false);
    expect(coversLockfile(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  });
});
