import { readdirSync } from 'node:fs';
import { install, requireNode, ROOT, run, say } from './install.mjs';

/** The measurements, one after the other, against servers of their own. */
requireNode();
await install();
const { register } = await import('tsx/esm/api');
register();
const { default: startServers } = await import('../packages/dev-servers/src/vitest-setup.ts');
const stopServers = await startServers();
let failed = 0;
try {
  const files = readdirSync(`${ROOT}bench`).filter((name) => name.endsWith('.bench.ts'));
  for (const file of files.sort()) {
    const { code } = await run(process.execPath, ['--import', 'tsx', `bench/${file}`]);
    if (code !== 0) {
      failed += 1;
      say(`${file} broke off.`);
    }
  }
} finally {
  await stopServers();
}
process.exit(failed > 0 ? 1 : 0);
