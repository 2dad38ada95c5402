import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listEntryScripts, listScripts, measureDownload } from './module-graph.mjs';

let dist = '';

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'pulsecast-graph-'));
  mkdirSync(join(dist, 'assets'));
  const files = {
    'index.html':
      '<script type="module" crossorigin src="./assets/main.js"></script>' +
      '<link rel="modulepreload" crossorigin href="./assets/preloaded.js">',
    'assets/main.js':
      'import{a as b}from"./shared.js";import"./effect.js";const c=()=>import("./lazy.js");b("import x from \'y\'",c);',
    'assets/shared.js': 'export*from"./deep.js";import"./main.js";',
    'assets/deep.js': 'export const a=1;',
    'assets/effect.js': '',
    'assets/preloaded.js': '',
    'assets/lazy.js': 'import"./heavy.js";',
    'assets/heavy.js': '1234567890',
    'assets/heavy.js.br': '123',
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(join(dist, path), content);
});

afterAll(() => {
  rmSync(dist, { recursive: true });
});

describe('the entry scripts of a built page', () => {
  it('are its scripts and all that they import statically, once each', () => {
    expect([...listEntryScripts(dist)].sort()).toEqual(
      ['deep', 'effect', 'main', 'preloaded', 'shared'].map((name) => `assets/${name}.js`),
    );
  });

  it('are some of all scripts', () => {
    expect(listScripts(dist)).toHaveLength(7);
  });

  it('weigh what the browser downloads', () => {
    expect(measureDownload(dist, 'assets/heavy.js')).toBe(3);
    expect(measureDownload(dist, 'assets/deep.js')).toBe(17);
  });
});
