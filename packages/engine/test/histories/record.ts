/**
 * Records the stories that have no history yet: `npx tsx packages/engine/test/histories/record.ts`.
 * Starts servers of its own, unless SIGNALBOX_TEST_TEMPORAL_ADDRESS names one. What was recorded by a shipped version is never recorded again.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { format } from 'prettier';
import startServers from '../../../dev-servers/src/vitest-setup.js';
import { bundleWorkflows } from '../../src/temporal/index.js';
import { performInTemporal } from '../conformance/in-temporal.js';
import { openTemporal } from '../temporal-world.js';
import { goldenFile } from './golden.js';
import { stories } from './stories.js';

const stopServers = await startServers();
const temporal = await openTemporal();
const bundle = await bundleWorkflows();
for (const story of stories) {
  const file = goldenFile(story.name);
  if (existsSync(file)) continue;
  const expects = { way: [], outcome: null, texts: 0, checkpoints: [] };
  const { history } = await performInTemporal(temporal, bundle, { ...story, expects }, story.calledOff);
  const anonymous: unknown = JSON.parse(historyToJSON(history), scrub);
  const golden = JSON.stringify({ name: story.name, plan: story.plan, history: anonymous });
  writeFileSync(file, await format(golden, { parser: 'json', printWidth: 110 }));
  console.log(`Recorded ${story.name}`);
}
await temporal.close();
await stopServers();

/** Who recorded it, on which machine, is nobody's business; a worker's own queue is named after both. */
function scrub(key: string, value: unknown): unknown {
  if (['identity', 'binaryChecksum', 'requestId', 'buildId'].includes(key)) return undefined;
  return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
}
