// Enters a workflow bundle. Six journeys as somebody would write them who knows Temporal well and needs no canvas.
import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';

interface Order {
  total: number;
  /** Whether it tells a database where it is at each wait and at the end, as the engine does for the canvas. */
  keepsBooks: boolean;
}
type Told = { event: { id: string; name: string } };

const DAY = 86_400_000;
const arrival = defineSignal<[Told]>('arrival');
const { checkpoint, evaluate } = proxyLocalActivities<{
  checkpoint(where: string): Promise<unknown>;
  evaluate(rule: string): Promise<boolean>;
}>({ startToCloseTimeout: '10s' });
const { 'send-sms.send': send, 'update-contact.update': update } = proxyActivities<{
  'send-sms.send'(text: { text: string; purpose: string }): Promise<unknown>;
  'update-contact.update'(set: { field: string; value: string }): Promise<unknown>;
}>({ startToCloseTimeout: '1 minute' });

const text = () => send({ text: 'You left something behind.', purpose: 'cart-reminder' });

/** Listens from the start; the same event twice counts once. */
function listen({ keepsBooks }: Order) {
  const seen = new Set<string>();
  const names: string[] = [];
  setHandler(arrival, ({ event }) => {
    if (seen.has(event.id)) return;
    seen.add(event.id);
    names.push(event.name);
  });
  return {
    async waitFor(name: string, timeoutMs: number): Promise<boolean> {
      if (keepsBooks) await checkpoint(`waits for ${name}`);
      return condition(() => names.includes(name), timeoutMs);
    },
    async end(outcome: string): Promise<string> {
      if (keepsBooks) await checkpoint(outcome);
      return outcome;
    },
  };
}

export async function abandonedCart(order: Order): Promise<string> {
  const events = listen(order);
  if (await events.waitFor('Order Completed', 3_600_000)) return events.end('bought');
  if (order.total < 200) return events.end('too small');
  await text();
  return events.end('reminded');
}

export async function welcome(order: Order): Promise<string> {
  const events = listen(order);
  await text();
  if (await events.waitFor('Order Completed', 2 * DAY)) return events.end('bought');
  await text();
  return events.end('reminded');
}

export async function winBack(order: Order): Promise<string> {
  const events = listen(order);
  if (await events.waitFor('Order Completed', 30 * DAY)) return events.end('bought');
  if (await evaluate('tier is gold')) await text();
  return events.end('reminded');
}

export async function backInStock(order: Order): Promise<string> {
  const events = listen(order);
  if (await events.waitFor('Product Back In Stock', 90 * DAY)) await text();
  return events.end('told');
}

export async function review(order: Order): Promise<string> {
  const events = listen(order);
  await events.waitFor('Order Cancelled', 7 * DAY);
  await text();
  if (await events.waitFor('SMS Received', 3 * DAY)) await update({ field: 'reviewed', value: 'yes' });
  return events.end('asked');
}

export async function drip(order: Order): Promise<string> {
  const events = listen(order);
  await text();
  await events.waitFor('Order Completed', 7 * DAY);
  await text();
  await events.waitFor('Order Completed', 7 * DAY);
  await text();
  return events.end('dripped');
}
