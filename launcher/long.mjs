import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { install, requireNode, ROOT, run, say } from './install.mjs';

/**
 * The proofs at the sizes that are promised; `npm test` runs them small. Takes about half an hour on two cores.
 * `npm run test:long -- killed` runs those whose name has the word in it, and writes no report.
 */
const PROOFS = [
  {
    name: 'random journeys',
    promise:
      'Random journeys under random events leave the same trace in the simulator and on the real server',
    file: 'packages/engine/test/random',
    env: { SIGNALBOX_RANDOM_CASES: process.env.SIGNALBOX_RANDOM_CASES ?? '1000' },
  },
  {
    name: 'killed workers',
    promise: 'Under load, with workers killed, everybody goes the simulator’s way and no text is sent twice',
    file: 'apps/worker/test/killed-workers',
    env: { SIGNALBOX_KILLED_RUNS: process.env.SIGNALBOX_KILLED_RUNS ?? '10000' },
  },
];
const REPORT = 'docs/reports/long-tests.md';

requireNode();
await install();
const only = process.argv[2];
const proofs = PROOFS.filter(({ name }) => !only || name.includes(only));
const rows = [];
for (const proof of proofs) {
  say(`${proof.name}: ${Object.values(proof.env).join(', ')}`);
  const beganAtMs = Date.now();
  const { code, output } = await run('npx', ['vitest', 'run', '--disable-console-intercept', proof.file], {
    env: { ...proof.env, NO_COLOR: '1', CI: '1' },
  });
  rows.push({
    ...proof,
    isHeld: code === 0,
    seconds: Math.round((Date.now() - beganAtMs) / 1_000),
    // What the proof says of itself: "1000 cases, …".
    found: /^\d+ (?:cases|runs), .*$/m.exec(output)?.[0] ?? 'broke off',
  });
}
if (!only) {
  mkdirSync(`${ROOT}docs/reports`, { recursive: true });
  writeFileSync(`${ROOT}${REPORT}`, report());
  say(`The report is in ${REPORT}`);
}
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);

function report() {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return [
    '# The long tests',
    '',
    'Written by `npm run test:long`, which runs at the promised sizes what `npm test` runs small.',
    '',
    `${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores, ${memoryGb} GB, Node ${process.versions.node}; Temporal and PostgreSQL on the same machine.`,
    '',
    '| promise | result | measured | took |',
    '|---|---|---|---|',
    ...rows.map(
      ({ promise, isHeld, found, seconds }) =>
        `| ${promise} | ${isHeld ? 'held' : '**broken**'} | ${found} | ${seconds} s |`,
    ),
    '',
  ].join('\n');
}
