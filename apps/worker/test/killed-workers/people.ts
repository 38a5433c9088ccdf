import { compile, emptyGraph, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { createJourney, publishVersion, takeEvents, type Database } from '@signalbox/store';

const SECOND = 1_000;

/** Trigger, condition, text, end: what a campaign asks of each. */
export const textAtOnce: JourneyGraph = {
  ...emptyGraph(),
  settings: { ...emptyGraph().settings, reentry: { kind: 'always' } },
  nodes: [
    place('start', 'event-trigger', { event: 'Checkout Started' }),
    place('worth', 'condition', {
      branches: [
        {
          id: 'yes',
          name: 'Large',
          when: { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }] },
        },
      ],
    }),
    place('remind', 'send-sms', {
      text: 'Hi {{ contact.first_name | default: "you" }}, your cart is waiting.',
    }),
    place('end', 'exit', {}),
  ],
  edges: [
    way('start', 'next', 'worth'),
    way('worth', 'yes', 'remind'),
    way('worth', 'otherwise', 'end'),
    way('remind', 'sent', 'end'),
  ],
};

/** Trigger, wait, condition, text, note on the person, another wait, end. */
export const journey: JourneyGraph = {
  ...emptyGraph(),
  settings: { ...emptyGraph().settings, reentry: { kind: 'always' } },
  nodes: [
    place('start', 'event-trigger', { event: 'Checkout Started' }),
    place('wait', 'wait-for-event', {
      events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
      timeoutMs: 2 * SECOND,
    }),
    place('worth', 'condition', {
      branches: [
        {
          id: 'yes',
          name: 'Large',
          when: { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }] },
        },
      ],
    }),
    place('remind', 'send-sms', {
      text: 'Hi {{ contact.first_name | default: "you" }}, your cart is waiting.',
    }),
    place('mark', 'update-contact', { set: [{ field: 'reminded', value: 'yes' }] }),
    place('rest', 'wait-for-event', {
      events: [{ id: 'viewed', event: 'Product Viewed', label: 'Viewed' }],
      timeoutMs: 1 * SECOND,
    }),
    place('end', 'exit', {}),
  ],
  edges: [
    way('start', 'next', 'wait'),
    way('wait', 'ordered', 'end'),
    way('wait', 'timeout', 'worth'),
    way('worth', 'yes', 'remind'),
    way('worth', 'otherwise', 'end'),
    way('remind', 'sent', 'mark'),
    way('mark', 'next', 'rest'),
    way('rest', 'viewed', 'end'),
    way('rest', 'timeout', 'end'),
  ],
};

function place(id: string, type: string, config: Record<string, unknown>) {
  return { id, type, position: { x: 0, y: 0 }, data: { version: 1, config } };
}

function way(source: string, sourceHandle: string, target: string) {
  return { id: `${source}-${sourceHandle}`, source, sourceHandle, target };
}

export const planOf = (graph: JourneyGraph): Plan => compile(graph, builtInCatalogue()).plan!;
export const plan: Plan = planOf(journey);

/** @param graph of a journey that a cart lets in */
export async function publish(database: Database, graph = journey): Promise<string> {
  const nowMs = Date.now();
  const { id, revision } = await createJourney(database, { name: 'Cart', graph, nowMs });
  await publishVersion(database, { id, revision, graph, plan: planOf(graph), nowMs });
  return id;
}

/** Somebody whose way through the journey follows from their number alone. */
export interface Person {
  number: number;
  runId: string;
  phone: string;
  /** The value of the cart. */
  total: number;
  /** An order comes in together with the cart, so that no delay can turn it into a time-out. */
  orders: boolean;
}

const AT_ONCE = 50;

/**
 * Takes everybody's cart in, by the same door as a shop's.
 * @param from the number of the first one
 */
export async function enter(database: Database, count: number, from = 0): Promise<Person[]> {
  const people: Person[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - first);
    const numbers = Array.from({ length: size }, (_, index) => from + first + index);
    const events = numbers.flatMap((number) => [
      cartOf(number),
      ...(ordersOf(number) ? [orderOf(number)] : []),
    ]);
    const taken = await takeEvents(database, events, { nowMs: Date.now() });
    const started = taken.flatMap((each) => each.started);
    for (const [index, number] of numbers.entries()) {
      people.push({
        number,
        runId: started[index]!,
        phone: phoneOf(number),
        total: totalOf(number),
        orders: ordersOf(number),
      });
    }
  }
  return people;
}

const phoneOf = (number: number) => `+45${String(20_000_000 + number)}`;
const totalOf = (number: number) => (number % 10 === 0 ? 50 : 300);
const ordersOf = (number: number) => number % 5 === 1;

const cartOf = (number: number) => ({
  ...messageOf(number, 'Checkout Started'),
  contact: { firstName: 'Anna', phone: phoneOf(number), country: 'DK' },
  consents: [{ purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: Date.now() }],
});

const orderOf = (number: number) => messageOf(number, 'Order Completed');

function messageOf(number: number, name: string) {
  return {
    source: 'test',
    messageId: `${name}/${number}`,
    name,
    occurredAtMs: Date.now(),
    identities: [{ kind: 'user', value: `person-${number}` }],
    properties: { total: totalOf(number) },
    keys: [],
    isHistory: false,
  };
}
