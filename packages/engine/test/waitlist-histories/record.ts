/**
 * Records the rounds of a waitlist, once: `npx tsx packages/engine/test/waitlist-histories/record.ts <name>`.
 * Starts servers of its own. What a shipped version recorded is never recorded again: give a later one another name.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { format } from 'prettier';
import startServers from '../../../dev-servers/src/vitest-setup.js';
import { bundleWorkflows, wakeWaitlist, waitlistWorkflowId } from '../../src/temporal/index.js';
import { openTemporal, until } from '../temporal-world.js';

const LINE = { shop: 'shop', variantId: 'm' };
/** Until the next round, after each round: a while, a long while that a restock cuts short, none. */
const PAUSES = [200, 60_000, 200, null];

const file = new URL(`./${process.argv[2] ?? 'rounds'}.json`, import.meta.url);
if (existsSync(file)) throw new Error('There is a history of that name. It stays as it is.');
const stopServers = await startServers();
const temporal = await openTemporal();
temporal.skipping.config = undefined;
let rounds = 0;
const worker = await temporal.work(await bundleWorkflows(), {
  waitlistSettleMs: async () => 300,
  waitlistRound: async () => ({ nextInMs: PAUSES[rounds++] ?? null }),
});
const wake = (isUrgent: boolean) =>
  wakeWaitlist(temporal.client, { taskQueue: temporal.taskQueue, ...LINE, isUrgent });
await wake(false);
// While it lets the stock settle.
await wake(false);
await until(async () => rounds === 2);
await wake(false);
await until(async () => rounds === 3);
await wake(true);
const handle = temporal.client.workflow.getHandle(waitlistWorkflowId(LINE.shop, LINE.variantId));
await handle.result();
const history = JSON.parse(historyToJSON(await handle.fetchHistory()), scrub) as object;
writeFileSync(file, await format(JSON.stringify(history), { parser: 'json', printWidth: 110 }));
console.log(`Recorded ${rounds} rounds.`);
await worker.stop();
await temporal.close();
await stopServers();

/** Who recorded it, on which machine, is nobody's business. */
function scrub(key: string, value: unknown): unknown {
  if (['identity', 'binaryChecksum', 'requestId', 'buildId'].includes(key)) return undefined;
  return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
}
