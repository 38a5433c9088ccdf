import { install, requireNode, run } from './install.mjs';
import { runSteps, STEPS } from './static-checks.mjs';

/** The quick half of the tests: what needs no server and no browser. */
requireNode();
await install();
const failedSteps = await runSteps(STEPS);
const { code } = await run('npx', ['vitest', 'run', '--project', 'unit']);
process.exit(failedSteps > 0 ? 1 : code);
