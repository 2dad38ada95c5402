/** `npm run build`: builds dist and its compressed copies, whether or not the sources changed. */
import { giveUp, prepareOrGiveUp } from './setup.mjs';

await prepareOrGiveUp();
const { buildApp } = await import('./build-app.mjs');
const problem = await buildApp({ force: true });
if (problem !== null) giveUp(problem);
