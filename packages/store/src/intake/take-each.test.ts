import { readFileSync } from 'node:fs';
import { compile, parseGraph } from '@signalbox/engine/graph';
import type { Condition, SegmentRule } from '@signalbox/engine/segments';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createJourney,
  publishVersion,
  recountSegments,
  saveSegment,
  takeEach,
  takeEvent,
  type IncomingEvent,
  type Taken,
} from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { allThatIsKnown } from './testing/all-that-is-known.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const MINUTE = 60_000;
type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;
let one: TestDatabase;
let each: TestDatabase;
const own = {
  nowMs: NOW,
  isOwnFault: (error: unknown) => /^(22|54)/.test(String((error as { code?: string }).code)),
};

const all = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const did = (event: string, op: 'at-least' | 'exactly', count: number): Condition => ({
  kind: 'event',
  event,
  times: { op, count },
  where: [],
  when: { kind: 'last', amount: 7, unit: 'days' },
});

async function furnish(database: TestDatabase): Promise<void> {
  const file = new URL('../../../../examples/journeys/abandoned-cart.json', import.meta.url);
  const { graph } = parseGraph(JSON.parse(readFileSync(file, 'utf8')).graph);
  const { plan } = compile(graph!, builtInCatalogue());
  const { id, revision } = await createJourney(database, { name: 'Cart', graph: graph!, nowMs: NOW });
  await publishVersion(database, { id, revision, graph: graph!, plan: plan!, nowMs: NOW });
  const rest = {
    wait: {
      type: 'wait-for-event',
      config: {
        events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
        timeoutMs: 3_600_000,
      },
      next: { ordered: 'end', timeout: 'end' },
    },
    end: { type: 'exit', config: { outcome: 'seen' } },
  };
  await publishDrawn(
    database,
    drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Product Viewed' }, next: { next: 'wait' } },
        ...rest,
      },
      { reentry: { kind: 'after-exit' }, goal: { event: 'Order Completed', withinDays: 3, endsRun: false } },
    ),
    { name: 'Browsing', nowMs: NOW },
  );
  const segments = {
    'looked twice': all(did('Product Viewed', 'at-least', 2)),
    'looked once': all(did('Product Viewed', 'exactly', 1)),
    bought: all({ kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 1 } }),
    Danes: all({ kind: 'field', field: 'country', test: { type: 'text', op: 'is', value: 'DK' } }),
  };
  for (const [name, rule] of Object.entries(segments)) await saveSegment(database, { name, rule }, NOW);
  while (await recountSegments(database, NOW));
}

/** A journey that hears of who enters a segment. */
async function listen(database: TestDatabase): Promise<void> {
  await publishDrawn(
    database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'Segment Entered' }, next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: 3_600_000 }, next: { next: 'end' } },
      end: { type: 'exit', config: { outcome: 'seen' } },
    }),
    { name: 'Welcome', nowMs: NOW },
  );
}

beforeAll(async () => {
  [one, each] = await Promise.all([createTestDatabase('one_by_one'), createTestDatabase('each')]);
  for (const database of [one, each]) await furnish(database);
});
afterAll(async () => {
  await one?.drop();
  await each?.drop();
});
afterEach(() => vi.restoreAllMocks());

const anyMessage = fc.record({
  kind: fc.constantFrom(
    'viewed',
    'viewed',
    'seen',
    'seen',
    'cart',
    'checkout',
    'updated',
    'order',
    'identify',
    'alias',
    'told',
    'bad',
    'history',
  ),
  user: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  browser: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  purchase: fc.integer({ min: 1, max: 3 }),
  minutesAgo: fc.constantFrom(0, 1, 2, 5, 30),
  isAgain: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  says: fc.constantFrom('nothing', 'nothing', 'nothing', 'language', 'name', 'email', 'phone'),
  size: fc.integer({ min: 1, max: 3 }),
});
type Drawn = typeof anyMessage extends fc.Arbitrary<infer T> ? T : never;

let worlds = 0;
function messagesOf(all: Drawn[], world: string): IncomingEvent[] {
  const number = String(20_000_000 + worlds * 10).slice(0, 7);
  const messages: IncomingEvent[] = [];
  for (const [index, drawn] of all.entries()) {
    const { kind, user, browser, purchase, minutesAgo, says, size } = drawn;
    const identities = [
      ...(user === null && browser !== null ? [] : [{ kind: 'user', value: `${world}/u${user ?? 1}` }]),
      ...(browser === null ? [] : [{ kind: 'anonymous', value: `${world}/b${browser}` }]),
    ];
    const bought = `${world}/${purchase}`;
    const key = (of: string) => `purchase:segment/${of}/${bought}`;
    const message: IncomingEvent = {
      source: 'segment',
      messageId:
        drawn.isAgain && index > 0 ? messages[Math.floor(index / 2)]!.messageId : `${world}/${index}`,
      name: 'Seen',
      occurredAtMs: NOW - minutesAgo * MINUTE,
      identities,
      properties: { size },
      keys: [],
      isHistory: kind === 'history',
      ...(says === 'language' ? { contact: { language: 'da', timeZone: 'Europe/Copenhagen' } } : {}),
      ...(says === 'name' ? { contact: { firstName: `Name ${size}`, attributes: { size } } } : {}),
      ...(says === 'email'
        ? { contact: { email: `${world.replaceAll('/', '.')}.${size}@shop.example` } }
        : {}),
      ...(says === 'phone' ? { contact: { phone: `+45${number}${user ?? 9}`, country: 'DK' } } : {}),
    };
    const rest: { [kind: string]: Partial<IncomingEvent> } = {
      viewed: { name: 'Product Viewed' },
      cart: { name: 'Cart Updated', keys: [key('cart')], properties: { cart_id: bought } },
      checkout: {
        name: 'Checkout Started',
        keys: [key('checkout'), key('cart')],
        properties: { checkout_id: bought, cart_id: bought, total: size * 100 },
      },
      updated: { name: 'Checkout Updated', keys: [key('checkout')], properties: { checkout_id: bought } },
      order: {
        name: 'Order Completed',
        keys: [...(size > 1 ? [key('checkout')] : []), key('order')],
        properties: {
          ...{ order_id: bought, checkout_id: bought, total: `${size}.299,00 kr`, currency: 'DKK' },
          products: [{ product_id: 'p', category: 'Shoes', quantity: size, price: '1.299,00' }],
          ...(size === 3 ? { coupon: `CODE-${purchase}` } : {}),
        },
      },
      identify: {
        name: null,
        contact: { ...message.contact, lastName: `Holm ${size}`, attributes: { club: size > 1 } },
        consents:
          says === 'phone'
            ? [{ purpose: 'marketing', state: size > 1 ? 'granted' : 'denied', source: 'test', atMs: NOW }]
            : [],
      },
      alias: { name: null, formerly: [{ kind: 'user', value: `${world}/u${size}` }] },
      told: { name: 'Points Changed', properties: { balance: size } },
      // No index holds it.
      bad: { identities: [...identities, { kind: 'user', value: noise(20_000) }] },
    };
    messages.push({ ...message, ...rest[kind] });
  }
  return messages;
}

const noise = (length: number): string =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join('');

async function oneByOne(database: TestDatabase, messages: IncomingEvent[]): Promise<(Taken | null)[]> {
  const results: (Taken | null)[] = [];
  for (const message of messages)
    try {
      results.push(await takeEvent(database, message, { nowMs: NOW }));
    } catch (error) {
      if (!own.isOwnFault(error)) throw error;
      results.push(null);
    }
  return results;
}

const shape = (results: (Taken | null)[]) =>
  results.map((one) => one && [one.status, one.started.length, one.signalled.length, one.contactId !== null]);

async function sameAsOneByOne(drawn: Drawn[]): Promise<void> {
  const world = `w${++worlds}`;
  const messages = messagesOf(drawn, world);
  const single = await oneByOne(one, messages);
  const many = await takeEach(each, messages, own);
  expect(shape(many)).toEqual(shape(single));
  expect(await allThatIsKnown(each, world)).toEqual(await allThatIsKnown(one, world));
}

const RUNS = 16;
const anyBatch = fc.array(anyMessage, { minLength: 4, maxLength: 40 });

describe('a batch', () => {
  test('leaves behind what its messages one by one would have left', async () => {
    await fc.assert(fc.asyncProperty(anyBatch, sameAsOneByOne), { numRuns: RUNS });
  }, 300_000);

  test('does so where a journey hears of who enters a segment', async () => {
    for (const database of [one, each]) await listen(database);
    await fc.assert(fc.asyncProperty(anyBatch, sameAsOneByOne), { numRuns: RUNS / 2 });
  }, 300_000);

  test('of 250 people who do something takes few round trips', async () => {
    const world = `w${++worlds}`;
    const batch = (turn: string) =>
      Array.from({ length: 250 }, (_, n) => ({ ...seen(world, n, `${turn}/${n}`), name: 'Page Viewed' }));
    await takeEach(each, batch('first'), own);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await takeEach(each, batch('second'), own);
    expect(query.mock.calls.length).toBeLessThanOrEqual(20);
  });

  test('whose connection breaks, at whatever statement, is whole in the end and nothing of it twice', async () => {
    let goesOn = true;
    for (let at = 1; goesOn; at += 3) {
      const world = `w${++worlds}`;
      const messages = Array.from({ length: 8 }, (_, n) => ({
        ...seen(world, n % 5, `${n}`),
        ...(n > 5 ? {} : { name: 'Page Viewed' }),
      }));
      let statements = 0;
      const asItIs = pg.Client.prototype.query as (...all: unknown[]) => unknown;
      vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
        this: pg.Client,
        ...rest: unknown[]
      ) {
        if (++statements === at)
          (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        return asItIs.apply(this, rest) as never;
      });
      // What was cut off is sent again, as its sender does who got no answer.
      await takeEach(each, messages, own).catch(() => {});
      vi.restoreAllMocks();
      goesOn = statements >= at;
      await takeEach(each, messages, own);
      await oneByOne(one, messages);
      expect(await allThatIsKnown(each, world), `broken at statement ${at}`).toEqual(
        await allThatIsKnown(one, world),
      );
    }
  }, 120_000);

  test('that meets itself, in another order and with some twice, is taken once', async () => {
    const world = `w${++worlds}`;
    const messages = Array.from({ length: 120 }, (_, n) => ({
      ...seen(world, n % 15, `${n}`),
      ...(n % 3 === 0 ? { identities: [{ kind: 'anonymous', value: `${world}/b${n % 15}` }] } : {}),
    }));
    const linking = Array.from({ length: 15 }, (_, n) => ({
      ...seen(world, n, `link/${n}`),
      identities: [
        { kind: 'user', value: `${world}/u${n}` },
        { kind: 'anonymous', value: `${world}/b${n}` },
      ],
    }));
    const whole = [...messages, ...linking];
    const taken = await Promise.all([
      takeEach(each, whole, own),
      takeEach(each, whole.toReversed(), own),
      takeEach(each, [...whole.slice(40), ...whole.slice(0, 40)], own),
    ]);
    const times = new Map<string, number>();
    for (const result of taken.flat())
      if (result!.status === 'taken') times.set(result!.eventId, (times.get(result!.eventId) ?? 0) + 1);
    expect([...times.values()]).toEqual(whole.map(() => 1));
    const { events } = await allThatIsKnown(each, world);
    expect(events.filter(({ source }) => source === 'segment')).toHaveLength(whole.length);
  });
});

const seen = (world: string, who: number, id: string): IncomingEvent => ({
  source: 'segment',
  messageId: `${world}/${id}`,
  name: 'Product Viewed',
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: `${world}/u${who}` }],
  properties: { product_id: 'p1' },
  keys: [],
  isHistory: false,
});
