import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** `import ... from "x"`, `import "x"`, `export ... from "x"` as bundlers print them; `import("x")` is not static. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']([^"']+)["']/g;

const PAGE_SCRIPT = /<(?:script[^>]+src|link[^>]+rel="modulepreload"[^>]+href)="([^"]+)"/g;

/**
 * The scripts that a built page loads before any of its code runs: those of index.html and all they import
 * statically.
 * @param {string} dist
 * @returns {readonly string[]} paths relative to `dist`, with `/`, in the order in which they are found
 */
export function listEntryScripts(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const queue = [...page.matchAll(PAGE_SCRIPT)].map(([, source = '']) =>
    resolve(dist, source.replace(/^\//, '')),
  );
  /** @type {Set<string>} */
  const found = new Set();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, source = ''] of readFileSync(path, 'utf8').matchAll(STATIC_IMPORT)) {
      const imported = resolve(dirname(path), source);
      // A text that looks like an import inside a string leads nowhere.
      if (source.startsWith('.') && existsSync(imported)) queue.push(imported);
    }
  }
  return [...found].map((path) => relative(dist, path).split(sep).join('/'));
}

/**
 * Size of a file of dist as a browser downloads it: its brotli copy where there is one.
 * @param {string} dist
 * @param {string} path relative to `dist`
 * @returns {number} bytes
 */
export function measureDownload(dist, path) {
  const packed = join(dist, `${path}.br`);
  return statSync(existsSync(packed) ? packed : join(dist, path)).size;
}

/**
 * @param {string} dist
 * @returns {readonly string[]} every script, relative to `dist`
 */
export function listScripts(dist) {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.js'));
}
