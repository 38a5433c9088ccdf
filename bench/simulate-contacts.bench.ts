/**
 * How fast a journey can be tried on a whole list: `npx tsx bench/simulate-contacts.bench.ts [contacts]`.
 * Every person starts a checkout; a third orders at some moment of the following two hours.
 */
import { simulate } from '../packages/engine/src/simulate/index.js';
import {
  condition,
  DAY,
  exit,
  HOUR,
  planOf,
  send,
  trigger,
  update,
  wait,
} from '../packages/engine/test/plans.js';
import { seconds, tell } from './measured.js';

const contacts = Number(process.argv[2] ?? 100_000);
const ordered = (timeoutMs: number, onward: string) =>
  wait(timeoutMs, { 'order-completed': 'bought', timeout: onward });
const plan = planOf({
  cart: trigger('hour'),
  hour: ordered(HOUR, 'worth'),
  worth: condition(
    { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }] },
    { yes: 'nudge', otherwise: 'small' },
  ),
  nudge: send('mark', 'unsent'),
  mark: update('day'),
  day: ordered(DAY, 'reminded'),
  bought: exit('bought'),
  reminded: exit('reminded'),
  small: exit('too small'),
  unsent: exit('unsent'),
});

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
const tookMs = performance.now() - beganMs;

tell({
  question: `simulator: ${contacts.toLocaleString('en')} contacts through a journey of ten steps`,
  here: `${seconds(tookMs)}, ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB at most`,
  promised: '< 5 s, < 500 MB',
});
console.log(`${texts} texts; ${JSON.stringify(outcomes)}`);
