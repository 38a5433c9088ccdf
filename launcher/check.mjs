import { fail, install, requireNode, run, say } from './install.mjs';

/** The quick half of the tests: what needs no server and no browser. */
export const STEPS = [
  ['Formatting', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['Lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['Types', 'npx', ['tsc', '-p', 'tsconfig.json']],
  ['Types of the editor', 'npx', ['tsc', '-p', 'apps/editor/tsconfig.json']],
];

export async function runSteps(steps) {
  for (const [name, command, args] of steps) {
    const startedAt = performance.now();
    const { code, output } = await run(command, args, { quiet: true });
    if (code !== 0) fail(`${name}: this has to be put right first.`, output);
    say(`${name}: good (${Math.round((performance.now() - startedAt) / 1_000)} s)`);
  }
}

if (import.meta.url === new URL(process.argv[1], 'file:').href) {
  requireNode();
  await install();
  await runSteps(STEPS);
  const { code } = await run('npx', ['vitest', 'run', '--project', 'unit']);
  process.exit(code);
}
