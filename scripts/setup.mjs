import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, runCommand } from './run-command.mjs';

/**
 * Whether this Node is within `engines` of package.json: `^20.19.0 || >=22.12.0`. Written out because it runs before
 * any package, a range parser included, is there; a test keeps the two together.
 * @param {string} version as in `process.versions.node`
 */
export function supportsNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** One sentence where this Node is too old, else null. */
export function findNodeProblem() {
  if (supportsNode(process.versions.node)) return null;
  return `Pulsecast needs Node 20.19 or newer within 20, or 22.12 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`;
}

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 *
 * @param {string} path
 * @returns {Readonly<Record<string, LockedPackage>> | null}
 */
function readLockedPackages(path) {
  if (!existsSync(path)) return null;
  try {
    /** @type {unknown} */
    const parsed = JSON.parse(readFileSync(path, 'utf8'));
    const lockfile = /** @type {{ packages?: Record<string, LockedPackage> }} */ (parsed);
    return lockfile.packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether `installed` holds every package of `wanted` in its exact version. Optional packages may be absent: they are
 * for other platforms.
 * @param {Readonly<Record<string, LockedPackage>>} wanted
 * @param {Readonly<Record<string, LockedPackage>>} installed
 */
export function coversLockfile(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

/**
 * Whether node_modules is what the lockfile says. npm writes `node_modules/.package-lock.json` as the last step of an
 * install, so an install that broke off half-way does not count.
 */
export function isInstalled() {
  const wanted = readLockedPackages(join(REPOSITORY, 'package-lock.json'));
  const installed = readLockedPackages(join(REPOSITORY, 'node_modules', '.package-lock.json'));
  return wanted !== null && installed !== null && coversLockfile(wanted, installed);
}

/**
 * Installs the locked packages where they are missing or others. Development packages come too, whatever NODE_ENV
 * says: the build needs them.
 * @returns {Promise<string | null>} one sentence where it failed
 */
export async function installPackages() {
  if (isInstalled()) return null;
  console.log('Installing packages (npm ci)...');
  const npmScript = process.env.npm_execpath;
  const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { code } =
    npmScript !== undefined && /npm-cli\.[cm]?js$/.test(npmScript)
      ? await runCommand(process.execPath, [npmScript, ...parameters])
      : await runCommand('npm', parameters, { shell: process.platform === 'win32' });
  if (code === 0) return null;
  return `Installing the packages failed (npm ci ended with ${code}). Is there a network? The lines above say more.`;
}

/**
 * Says a sentence and ends the program as failed.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Everything that must hold before anything else is imported: a supported Node and the locked packages. */
export async function prepareOrGiveUp() {
  const problem = findNodeProblem() ?? (await installPackages());
  if (problem !== null) giveUp(problem);
}
