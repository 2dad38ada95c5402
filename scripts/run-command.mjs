import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, with a trailing separator. Node built-ins only: runs before anything is installed. */
export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} CommandOptions
 * @property {boolean} [capture] collect the output instead of passing it on
 * @property {boolean} [shell] let the platform's shell find the command
 * @property {number} [timeoutMs] end the command and all it started after this long
 * @property {Readonly<Record<string, string | undefined>>} [env] added to the environment
 *
 * @typedef {object} CommandOutcome
 * @property {number} code exit code; 1 where there is none (killed, not found)
 * @property {string} output standard output and error in the order of arrival; empty unless captured
 * @property {boolean} timedOut
 * @property {number} seconds
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const child of running) endTree(child);
    process.exit(1);
  });
}

/**
 * Ends a child and what it started. Children lead their own process group, because a browser started by a test
 * runner outlives the runner's own death.
 * @param {import('node:child_process').ChildProcess} child
 */
function endTree(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/**
 * Runs a command in the repository and waits for its end; never rejects.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandOutcome>}
 */
export function runCommand(command, parameters, options = {}) {
  const { capture = false, shell = false, timeoutMs, env } = options;
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn(command, [...parameters], {
      cwd: REPOSITORY,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            endTree(child);
          }, timeoutMs);
    /** @param {number | null} code */
    const finish = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({
        code: timedOut ? 1 : (code ?? 1),
        output,
        timedOut,
        seconds: (Date.now() - startedAt) / 1000,
      });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.on('close', finish);
  });
}

/**
 * Runs a script of an installed package by this Node, which works the same on every platform.
 * @param {string} scriptPath relative to the repository
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 */
export function runNode(scriptPath, parameters, options) {
  return runCommand(process.execPath, [scriptPath, ...parameters], options);
}
