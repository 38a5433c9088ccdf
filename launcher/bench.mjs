import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { install, requireNode, ROOT, run, say } from './install.mjs';

/** The measurements, one after the other, against servers of their own: some nine minutes. `-- routing` picks some. */
requireNode();
await install();
const { register } = await import('tsx/esm/api');
register();
const { default: startServers } = await import('../packages/dev-servers/src/vitest-setup.ts');
const stopServers = await startServers();
const only = process.argv[2] ?? '';
const found = [];
let failed = 0;
try {
  const files = readdirSync(`${ROOT}bench`).filter(
    (name) => name.endsWith('.bench.ts') && `/${name}`.includes(only),
  );
  for (const file of files.sort()) {
    say(file);
    const { code, output } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', `bench/${file}`]);
    found.push(...output.split('\n').filter((line) => line.startsWith('| ')));
    if (code !== 0) {
      failed += 1;
      say(`${file} broke off.`);
    }
  }
} finally {
  await stopServers();
}
// Of a part there is no report.
if (!only && failed === 0) writeFileSync(`${ROOT}docs/reports/bench.md`, report());
process.exit(failed > 0 ? 1 : 0);

function report() {
  return [
    '# Measurements',
    '',
    'Written by `npm run bench` (`SIGNALBOX_BENCH=long npm run bench` takes the large sizes; a word after `--` picks files',
    'of `bench/`). The ratio is to hand-written workflows on the same server (`bench/hand-written/`), or to the smallest',
    'size where sizes are compared. One run on a machine that also carries Temporal and PostgreSQL: read it as ± 30 %.',
    '',
    `${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}.`,
    '',
    '| question | here | hand-written | ratio | promised |',
    '|---|---|---|---|---|',
    ...found,
    '',
  ].join('\n');
}
