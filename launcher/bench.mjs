import { readdirSync } from 'node:fs';
import { install, requireNode, ROOT, run } from './install.mjs';

requireNode();
await install();
for (const file of readdirSync(`${ROOT}bench`)
  .filter((name) => name.endsWith('.bench.ts'))
  .sort()) {
  const { code } = await run(process.execPath, ['--import', 'tsx', `bench/${file}`]);
  if (code !== 0) process.exit(code);
}
