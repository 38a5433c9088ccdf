import { run, say } from './install.mjs';

/** What can be said of the code without running it. */
export const STEPS = [
  ['Formatting', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['Lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['Types', 'npx', ['tsc', '-p', 'tsconfig.json']],
  ['Types of the editor', 'npx', ['tsc', '-p', 'apps/editor/tsconfig.json']],
];

/** @returns how many of them found something */
export async function runSteps(steps) {
  let failed = 0;
  for (const [name, command, args] of steps) {
    const startedAt = performance.now();
    const { code, output } = await run(command, args, { quiet: true });
    if (code === 0) say(`${name}: good (${Math.round((performance.now() - startedAt) / 1_000)} s)`);
    else {
      failed += 1;
      console.error(`${output.trim()}\n\n  ${name}: what stands above has to be put right.\n`);
    }
  }
  return failed;
}
