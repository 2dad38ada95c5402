/** `npm run check`: format, lint, types, layers, dead code, then the unit tests; `-- --static` leaves the tests out. */
import { giveUp, prepareOrGiveUp } from './setup.mjs';

const parameters = process.argv.slice(2);
if (parameters.some((parameter) => parameter !== '--static')) {
  giveUp(`Unknown option: ${parameters.join(' ')}. Usage: npm run check [-- --static]`);
}
await prepareOrGiveUp();
const { runStaticChecks } = await import('./static-checks.mjs');
const { runNode } = await import('./run-command.mjs');

const failed = (await runStaticChecks()).filter(({ passed }) => !passed).map(({ name }) => name);
if (!parameters.includes('--static')) {
  const projects = ['--project', 'node-utc', '--project', 'node-dst'];
  const { code } = await runNode('node_modules/vitest/vitest.mjs', ['run', ...projects]);
  if (code !== 0) failed.push('unit tests');
}
if (failed.length > 0) giveUp(`Not clean: ${failed.join(', ')}.`);
console.log('Clean.');
