/**
 * `npm start`: installs if needed, builds if needed, serves the app on this machine.
 * Only Node's own modules are imported here; on a fresh clone there is nothing else yet.
 */
import { giveUp, prepareOrGiveUp } from './setup.mjs';

const DEFAULT_PORT = 4173;

/**
 * @param {readonly string[]} parameters
 * @returns {number}
 */
function readPort(parameters) {
  const [flag = '', following] = parameters;
  if (parameters.length === 0) return DEFAULT_PORT;
  const [name, inline] = flag.split('=', 2);
  const text = inline ?? following ?? '';
  const count = inline === undefined ? 2 : 1;
  if (name !== '--port' || parameters.length > count) {
    giveUp(`Unknown option: ${parameters.join(' ')}. Usage: npm start [-- --port 4173]`);
  }
  const port = Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    giveUp(`--port takes a whole number from 0 (any free port) to 65535, not "${text}".`);
  }
  return port;
}

const port = readPort(process.argv.slice(2));
await prepareOrGiveUp();

const { buildApp, DIST } = await import('./build-app.mjs');
const buildProblem = await buildApp();
if (buildProblem !== null) giveUp(buildProblem);

const { serveFolder } = await import('./serve.mjs');
try {
  const served = await serveFolder(DIST, port);
  // Until here an interrupt was a failure; now it is how a server ends.
  process.removeAllListeners('SIGINT').once('SIGINT', () => process.exit(0));
  console.log(`Pulsecast is at http://localhost:${served.port}/ (only on this machine). Ctrl+C ends it.`);
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'EADDRINUSE') {
    giveUp(`Port ${port} is taken by another program. Choose another: npm start -- --port ${port + 1}`);
  }
  if (code === 'EACCES')
    giveUp(`Port ${port} needs rights that this user does not have. Choose one above 1023.`);
  giveUp(`The server could not start: ${message}`);
}
