import { existsSync } from 'node:fs';
import { fail, install, requireNode, run, say } from './install.mjs';
import { runSteps, STEPS } from './static-checks.mjs';

/** Everything: formatting, lint, types, unit, integration and browser tests. Sets up all that it needs. */
requireNode();
await install();
const chromium = await provideChromium();
const failedSteps = await runSteps(STEPS);

const vitest = await run('npx', ['vitest', 'run', '--reporter=default'], { env: { NO_COLOR: '1', CI: '1' } });
const browser = await run('npx', ['playwright', 'test'], {
  env: { NO_COLOR: '1', FORCE_COLOR: '0', CHROMIUM_PATH: chromium },
});

const counts = { passed: 0, failed: 0, skipped: 0 };
// "      Tests  1 failed | 42 passed (43)"
const tests = /^\s*Tests\s+(.*)$/m.exec(vitest.output)?.[1] ?? '';
// "  3 passed (1.2m)"
const pages = browser.output.split('\n').slice(-30).join('\n');
for (const kind of Object.keys(counts)) {
  for (const text of [tests, pages])
    counts[kind] += Number(new RegExp(`(\\d+) ${kind}`).exec(text)?.[1] ?? 0);
}
// What failed beyond any one test, such as a formatting fault or a run that broke off, counts as one each.
counts.failed += failedSteps;
const isBroken = failedSteps > 0 || vitest.code !== 0 || browser.code !== 0;
if (isBroken && counts.failed === 0) counts.failed = 1;
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(isBroken ? 1 : 0);

/** Finds Chromium, or installs Debian's. */
async function provideChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const find = () => places.find((place) => place && existsSync(place));
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium');
    const quiet = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-q'], quiet);
    const { code, output } = await run(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
      quiet,
    );
    if (code !== 0) fail('Chromium could not be installed. Install it and set CHROMIUM_PATH.', output);
    return find();
  }
  return fail('The browser tests need Chromium. Install it and set CHROMIUM_PATH to the program.');
}
