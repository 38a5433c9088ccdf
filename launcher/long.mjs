import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { install, requireNode, ROOT, run, say } from './install.mjs';

/**
 * The proofs at the sizes that are promised; `npm test` runs them small. Takes about half an hour on two cores.
 * `npm run test:long -- killed` runs those whose name has the word in it.
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
  {
    name: 'worst day',
    promise:
      'Through a carrier on its worst day, with worker and api killed, no text goes twice, after STOP, at night or over a cap',
    file: 'apps/worker/test/worst-day',
    env: { SIGNALBOX_WORST_DAY_TEXTS: process.env.SIGNALBOX_WORST_DAY_TEXTS ?? '20000' },
  },
  {
    name: 'quarter',
    promise:
      'All seven templates on the same people for a quarter: the same texts on the real server and in the simulator, and nobody over a cap',
    file: 'apps/worker/test/quarter',
    env: { SIGNALBOX_QUARTER_PEOPLE: process.env.SIGNALBOX_QUARTER_PEOPLE ?? '50' },
  },
  {
    name: 'many rows',
    promise:
      'Every list and search of a large shop reads a page by an index, and nothing whole but what it counts',
    file: 'apps/api/src/routes/many-rows',
    env: { SIGNALBOX_MANY_PEOPLE: process.env.SIGNALBOX_MANY_PEOPLE ?? '300000' },
  },
  {
    name: 'million',
    promise:
      'With a million people and twenty million events each typical segment is counted in two seconds, and batches come in at 0.3 of a bare insert',
    bench: '/people',
    env: {
      SIGNALBOX_BENCH_PEOPLE: process.env.SIGNALBOX_BENCH_PEOPLE ?? '1000000',
      SIGNALBOX_BENCH_HOLDS: '1',
      SIGNALBOX_BENCH_REPORT: process.env.SIGNALBOX_BENCH_REPORT ?? `${ROOT}docs/reports/million-people.md`,
    },
  },
];
const REPORT = `${ROOT}docs/reports/long-tests.md`;

requireNode();
await install();
const only = process.argv[2] ?? '';
// What is not run this time keeps the row that it has, and so does what somebody wrote down by hand.
const rows = new Map([...PROOFS.map(({ promise }) => [promise, undefined]), ...keptRows()]);
let failed = 0;
for (const { name, promise, file, bench, env } of PROOFS.filter((proof) => proof.name.includes(only))) {
  say(`${name}: ${Object.values(env).join(', ')}`);
  const beganAtMs = Date.now();
  const [command, args] = bench
    ? [process.execPath, [`${ROOT}launcher/bench.mjs`, bench]]
    : ['npx', ['vitest', 'run', file, '--disable-console-intercept']];
  const { code, output } = await run(command, args, { env: { ...env, NO_COLOR: '1', CI: '1' } });
  if (code !== 0) failed += 1;
  const seconds = Math.round((Date.now() - beganAtMs) / 1_000);
  // What the proof says of itself: "1000 cases, …".
  const found = /^\d+ (?:cases|runs|texts|people), .*$/m.exec(output)?.[0] ?? 'broke off';
  const day = new Date().toISOString().slice(0, 10);
  rows.set(
    promise,
    `| ${promise} | ${code === 0 ? 'held' : '**broken**'} | ${found} | ${seconds} s | ${day} |`,
  );
}
mkdirSync(dirname(REPORT), { recursive: true });
writeFileSync(REPORT, report());
say(`The report is in ${REPORT}`);
process.exit(failed > 0 ? 1 : 0);

function keptRows() {
  if (!existsSync(REPORT)) return [];
  const lines = readFileSync(REPORT, 'utf8').split('\n|---|---|---|---|---|\n')[1].split('\n');
  return lines.filter((line) => line.startsWith('| ')).map((line) => [/^\| (.+?) \|/.exec(line)[1], line]);
}

function report() {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return [
    '# The long tests',
    '',
    'Written by `npm run test:long`, which runs at the promised sizes what `npm test` runs small.',
    '',
    `${cpus().length} cores, ${memoryGb} GB, Node ${process.versions.node}; Temporal and PostgreSQL on the same machine.`,
    '',
    '| promise | result | measured | took | on |',
    '|---|---|---|---|---|',
    ...[...rows.values()].filter(Boolean),
    '',
  ].join('\n');
}
