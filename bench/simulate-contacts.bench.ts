/**
 * How fast a journey can be tried on a whole list: `npx tsx bench/simulate-contacts.bench.ts [contacts]`.
 * Every person starts a checkout; a third orders at some moment of the following two hours.
 */
import { readFileSync } from 'node:fs';
import { compile, type JourneyGraph } from '../packages/engine/src/graph/index.js';
import { simulate } from '../packages/engine/src/simulate/index.js';
import { builtInCatalogue } from '../packages/nodes/src/catalogue/index.js';

const contacts = Number(process.argv[2] ?? 100_000);
const HOUR = 3_600_000;
const example = new URL('../examples/journeys/abandoned-cart.json', import.meta.url);
const { graph } = JSON.parse(readFileSync(example, 'utf8')) as { graph: JourneyGraph };
const { plan } = compile(graph, builtInCatalogue());
if (!plan) throw new Error('The example does not compile.');

const t0 = Date.UTC(2026, 10, 23, 10);
const outcomes: Record<string, number> = {};
let texts = 0;
const beganMs = performance.now();
for (let n = 0; n < contacts; n += 1) {
  const runId = `run-${n}`;
  const properties = { total: (n * 7919) % 500, checkout_id: `c-${n}` };
  const orderedAtMs = t0 + ((n * 104_729) % (2 * HOUR));
  const { end, messages } = simulate({
    plan,
    start: {
      runId,
      journeyId: 'bench',
      contactId: `contact-${n}`,
      planHash: 'bench',
      entryEvent: { id: `entry-${n}`, name: 'Checkout Started', atMs: t0, properties },
      startedAtMs: t0,
    },
    script:
      n % 3 === 0
        ? [
            {
              atMs: orderedAtMs,
              event: { id: `order-${n}`, name: 'Order Completed', atMs: orderedAtMs, properties },
            },
          ]
        : [],
  });
  texts += messages.length;
  const outcome = end?.outcome ?? 'waiting';
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
const seconds = (performance.now() - beganMs) / 1_000;

console.log(
  `simulate: ${contacts} contacts in ${seconds.toFixed(1)} s = ${Math.round(contacts / seconds)} a second`,
);
console.log(`          ${texts} texts; ${JSON.stringify(outcomes)}`);
