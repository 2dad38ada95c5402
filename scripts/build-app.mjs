import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { precompressFolder } from './precompress.mjs';
import { REPOSITORY, runNode } from './run-command.mjs';

export const DIST = join(REPOSITORY, 'dist');

/** Inside dist, so that whatever else empties or rewrites the folder also voids the stamp. */
const STAMP = join(DIST, '.build-stamp');

const SOURCES = [
  'index.html',
  'package-lock.json',
  'package.json',
  'public',
  'scripts/build-app.mjs',
  'scripts/precompress.mjs',
  'scripts/security-headers.mjs',
  'src',
  'vite.config.ts',
];

/** Files of the source folders that never reach the bundle. */
const NOT_BUNDLED = /\.(test\.ts|test\.tsx|golden\.json|golden\.py|bench\.ts)$/;

/**
 * @param {string} path
 * @returns {string[]} the files under it, in a stable order; none where it does not exist
 */
function listFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return NOT_BUNDLED.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

/** SHA-256 over names and contents of everything that the build reads from the repository, hex. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => listFiles(join(REPOSITORY, source)))) {
    const bytes = readFileSync(path);
    hash.update(`${relative(REPOSITORY, path).split(sep).join('/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** Whether dist was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashSources();
}

/**
 * Builds dist and its compressed copies where the sources changed.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<string | null>} one sentence where it failed
 */
export async function buildApp({ force = false } = {}) {
  if (!force && isBuilt()) return null;
  console.log('Building...');
  // Taken before the build: a source edited meanwhile makes the next start build again.
  const hash = hashSources();
  const { code } = await runNode('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (code !== 0) return `The build failed (vite build ended with ${code}); the lines above say why.`;
  await precompressFolder(DIST);
  writeFileSync(STAMP, hash);
  return null;
}
