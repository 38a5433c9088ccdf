import { readFileSync } from 'node:fs';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { compile, parseGraph, type JourneyGraph } from '@signalbox/engine/graph';
import type { RunEvent } from '@signalbox/nodes/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import {
  claimOutbox,
  createJourney,
  getContact,
  listRuns,
  publishVersion,
  saveCheckpoint,
  takeEvent,
  takeEvents,
  type IncomingEvent,
  type OutboxRow,
} from '../index.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('intake');
});
afterAll(() => database?.drop());

const NOW = Date.parse('2026-11-02T12:00:00Z');
let serial = 0;
const fresh = (word: string) => `${word}-${++serial}`;

async function publish(change: (graph: JourneyGraph) => void = () => {}): Promise<string> {
  await database.kysely.updateTable('journeys').set({ status: 'archived' }).execute();
  const { graph, plan } = draw(change);
  const { id, revision } = await createJourney(database, { name: 'Cart', graph, nowMs: NOW });
  await publishVersion(database, { id, revision, graph, plan, nowMs: NOW });
  return id;
}

function draw(change: (graph: JourneyGraph) => void) {
  const file = new URL('../../../../examples/journeys/abandoned-cart.json', import.meta.url);
  const { graph } = parseGraph(JSON.parse(readFileSync(file, 'utf8')).graph);
  change(graph!);
  const { plan, diagnostics } = compile(graph!, builtInCatalogue());
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return { graph: graph!, plan };
}

const message = (name: string, cart: string, changes: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: 'test',
  messageId: fresh('message'),
  name,
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: `anna-${cart}` }],
  contact: { firstName: 'Anna' },
  properties: { total: 300, currency: 'DKK', secret: 'not for the run' },
  keys: [`purchase:test/${cart}`],
  isHistory: false,
  ...changes,
});

const take = (incoming: IncomingEvent, nowMs = NOW) => takeEvent(database, incoming, { nowMs });

async function outboxOf(runId: string): Promise<OutboxRow[]> {
  const rows = await database.kysely
    .selectFrom('outbox')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    runId,
    kind: row.kind,
    payload: row.payload,
    start: null as never,
    attempts: 0,
    hasCampaigns: false,
  }));
}

/** A message of a checkout of which nobody has said yet whose it is. */
const nameless = (name: string, cart: string, changes: Partial<IncomingEvent> = {}) =>
  message(name, cart, { identities: [], contact: undefined, ...changes });

describe('a checkout begun before its person was known', () => {
  const MINUTE = 60_000;
  const runsFor = async (journeyId: string) => listRuns(database, { journeyId });

  test('starts its run as soon as a change of it names somebody, and only once', async () => {
    const journeyId = await publish();
    const cart = fresh('cart');
    expect((await take(nameless('Checkout Started', cart))).started).toEqual([]);
    const change = message('Checkout Updated', cart, { occurredAtMs: NOW + MINUTE });
    const { started, contactId } = await take(change, NOW + MINUTE);
    expect(started).toHaveLength(1);
    expect(await take(change, NOW + MINUTE)).toMatchObject({ status: 'duplicate', started: [] });
    const again = message('Checkout Updated', cart, { occurredAtMs: NOW + 2 * MINUTE });
    expect((await take(again, NOW + 2 * MINUTE)).started).toEqual([]);
    expect(await runsFor(journeyId)).toMatchObject([{ id: started[0], contactId }]);
  });

  test('starts it, too, when the change that names somebody comes in first', async () => {
    const journeyId = await publish();
    const cart = fresh('cart');
    const change = message('Checkout Updated', cart, { occurredAtMs: NOW + MINUTE });
    expect((await take(change, NOW + MINUTE)).started).toEqual([]);
    expect((await take(nameless('Checkout Started', cart), NOW + MINUTE)).started).toHaveLength(1);
    expect(await runsFor(journeyId)).toHaveLength(1);
  });

  test.each<[string, string, Partial<IncomingEvent>, Partial<IncomingEvent>]>([
    ['is older than its trigger takes', 'Checkout Updated', { occurredAtMs: NOW - 61 * MINUTE }, {}],
    ['was told of as history', 'Checkout Updated', { isHistory: true }, {}],
    ['is named only by history', 'Checkout Updated', {}, { isHistory: true }],
    ['is named by its order', 'Order Completed', {}, {}],
  ])('starts nothing if it %s', async (_, name, begun, change) => {
    const journeyId = await publish();
    const cart = fresh('cart');
    await take(nameless('Checkout Started', cart, begun));
    await take(message(name, cart, change));
    expect(await runsFor(journeyId)).toEqual([]);
  });
});

describe('taking an event in', () => {
  test('a checkout starts a run, and what Temporal must be told is in the same transaction', async () => {
    await publish();
    const { started } = await take(message('Checkout Started', fresh('cart')));
    expect(started).toHaveLength(1);
    const [row] = await outboxOf(started[0]!);
    expect(row?.kind).toBe('start');
    const { entryEvent } = row!.payload as { entryEvent: RunEvent };
    expect(entryEvent.properties).toEqual({ total: 300 });
  });

  test('an order that overtakes its checkout still reaches the run', async () => {
    await publish();
    const cart = fresh('cart');
    await take(message('Order Completed', cart));
    const { started } = await take(message('Checkout Started', cart));
    const rows = await outboxOf(started[0]!);
    expect(rows.map((row) => row.kind)).toEqual(['start', 'event']);
    expect(rows[1]!.payload).toMatchObject({
      event: { name: 'Order Completed' },
      refs: ['wait/ordered', 'exit/ordered'],
    });
  });

  test('an order with somebody’s cart and another’s number and address is another person’s, and changes nobody', async () => {
    await publish();
    const cart = fresh('cart');
    const [phone, other] = ['+4520555001', '+4520555002'];
    const agreed = [{ purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: NOW }];
    const mine = await take(
      message('Checkout Started', cart, { contact: { firstName: 'Anna', phone }, consents: agreed }),
    );
    const guest = await take(
      message('Order Completed', cart, {
        identities: [],
        contact: { firstName: 'Bo', phone: other, email: fresh('bo@example.com') },
        occurredAtMs: NOW + 1_000,
      }),
    );
    expect(guest.contactId).not.toBe(mine.contactId);
    expect(guest.signalled).toEqual(mine.started);
    expect(await getContact(database, mine.contactId!)).toMatchObject({ firstName: 'Anna', phone });
    expect(await getContact(database, guest.contactId!)).toMatchObject({ firstName: 'Bo', phone: other });
  });

  test('a number that agreed stays, whatever number an order of the same person names; the person’s own word replaces it', async () => {
    const cart = fresh('cart');
    const [phone, other] = ['+4520555003', '+4520555004'];
    const agreed = [{ purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: NOW }];
    const { contactId } = await take(
      message('Checkout Started', cart, { contact: { firstName: 'Anna', phone }, consents: agreed }),
    );
    const phoneNow = async () => (await getContact(database, contactId!))!.phone;
    const order = { contact: { phone: other }, occurredAtMs: NOW + 1_000 };
    await take(message('Order Completed', cart, order));
    expect(await phoneNow()).toBe(phone);
    await take(message('Order Completed', cart, { ...order, consents: agreed, occurredAtMs: NOW + 2_000 }));
    expect(await phoneNow()).toBe(other);
    await take({
      ...message('x', cart, { contact: { phone: '+4520555005' }, occurredAtMs: NOW + 3_000 }),
      name: null,
      keys: [],
    });
    expect(await phoneNow()).toBe('+4520555005');
  });

  test('an order reaches the run of its own cart, whoever placed it, and no other', async () => {
    await publish();
    const [mine, other] = [fresh('cart'), fresh('cart')];
    const { started } = await take(message('Checkout Started', mine));
    await take(message('Checkout Started', other));
    const guest = message('Order Completed', mine, {
      identities: [{ kind: 'email', value: fresh('guest@example.com') }],
    });
    expect((await take(guest)).signalled).toEqual(started);
  });

  describe('the further names of a purchase', () => {
    const by = (...names: string[]) => ({ keys: names.map((name) => `purchase:test/${name}`) });
    const names = () => [fresh('cart'), fresh('checkout'), fresh('order')] as const;
    const begin = async (cart: string) => (await take(message('Checkout Started', cart))).started;
    const updated = (...own: string[]) => message('Checkout Updated', '', { ...by(...own), identities: [] });
    const order = (...own: string[]) => message('Order Completed', '', { ...by(...own), identities: [] });

    test('are learnt by a run from whatever tells of two, and it hears by each', async () => {
      await publish();
      const [cart, checkout, number] = names();
      const started = await begin(cart);
      await take(updated(cart, checkout));
      expect((await take(order(checkout, number))).signalled).toEqual(started);
      expect((await take(order(number))).signalled).toEqual(started);
      expect((await take(order(fresh('order')))).signalled).toEqual([]);
    });

    test('bring what had come by them before they were known', async () => {
      await publish();
      const [cart, checkout, number] = names();
      const [run] = await begin(cart);
      expect((await take(order(checkout, number))).signalled).toEqual([]);
      await take(updated(cart, checkout));
      expect((await outboxOf(run!)).map(({ kind }) => kind)).toEqual(['start', 'event']);
      expect((await take(order(number))).signalled).toEqual([run]);
    });

    test('come with an order that overtook its checkout, too', async () => {
      await publish();
      const [, checkout, number] = names();
      await take(order(checkout, number));
      const started = await begin(checkout);
      expect((await take(order(number))).signalled).toEqual(started);
    });
  });

  test('the cart of a browser ends with its person’s order, by whatever number the shop calls it', async () => {
    await publish();
    const order = (who: Partial<IncomingEvent>) =>
      message('Order Completed', fresh('order'), { ...who, occurredAtMs: NOW + 1 });
    const someone = () => ({ identities: [{ kind: 'user', value: fresh('buyer') }] });
    const [anna, bo] = [someone(), someone()];
    const inBrowser = (who: Partial<IncomingEvent>) =>
      message('Checkout Started', fresh('cart'), { ...who, source: 'storefront' });
    const { started } = await take(inBrowser(anna));
    expect((await take(order(bo))).signalled).toEqual([]);
    expect((await take(order(anna))).signalled).toEqual(started);
    await take(order(bo));
    const late = (await take(inBrowser(bo))).started;
    expect((await outboxOf(late[0]!)).map(({ kind }) => kind)).toEqual(['start', 'event', 'event']);
  });

  test('a run that was under way before keys said what they are of hears by those that do', async () => {
    await publish();
    const [cart, other] = [fresh('cart'), fresh('cart')];
    const of = (name: string, id: string, kind = '') =>
      message(name, id, {
        source: 'segment',
        keys: [`purchase:segment/${kind}${id}`],
        properties: { total: 300, ...(kind === 'order/' ? { order_id: id } : { cart_id: id }) },
      });
    const { started } = await take(of('Checkout Started', cart));
    await take(of('Checkout Started', other));
    const file = new URL('../../migrations/0041-kinds-in-the-keys-of-purchases.sql', import.meta.url);
    await sql.raw(readFileSync(file, 'utf8')).execute(database.kysely);
    expect((await take(of('Order Completed', other, 'order/'))).signalled).toEqual([]);
    expect((await take(of('Order Completed', cart, 'cart/'))).signalled).toEqual(started);
    const { entry_key } = await database.kysely
      .selectFrom('runs')
      .select('entry_key')
      .where('id', '=', started[0]!)
      .executeTakeFirstOrThrow();
    expect(entry_key).toBe(`purchase:segment/cart/${cart}`);
  });

  describe('told apart by a property', () => {
    const byVariant = () =>
      publish((graph) => {
        graph.settings = { ...graph.settings, correlation: { by: 'property', path: 'variant' } };
      });
    const of = (name: string, variant: string, changes: Partial<IncomingEvent> = {}) =>
      message(name, variant, { properties: { total: 300, variant }, keys: [], ...changes });
    const person = () => ({ identities: [{ kind: 'user', value: fresh('person') }] });

    test('what somebody does reaches their own run, not those of others with the same value', async () => {
      await byVariant();
      const [anna, bo, variant] = [person(), person(), fresh('variant')];
      const { started } = await take(of('Checkout Started', variant, anna));
      await take(of('Checkout Started', variant, bo));
      expect((await take(of('Order Completed', variant, anna))).signalled).toEqual(started);
      expect((await take(of('Order Completed', fresh('variant'), anna))).signalled).toEqual([]);
    });

    test('what names nobody reaches all that have the value', async () => {
      await byVariant();
      const variant = fresh('variant');
      const runs = [];
      for (const who of [person(), person()])
        runs.push(...(await take(of('Checkout Started', variant, who))).started);
      const { signalled } = await take(
        of('Order Completed', variant, { identities: [], contact: undefined }),
      );
      expect(signalled).toEqual(runs.sort());
    });

    test('a run hears of nothing from before it was entered, and of nobody else', async () => {
      await byVariant();
      const [anna, variant] = [person(), fresh('variant')];
      await take(of('Order Completed', variant, { ...anna, occurredAtMs: NOW - 1 }));
      await take(of('Order Completed', variant, person()));
      const { started } = await take(of('Checkout Started', variant, anna));
      expect((await outboxOf(started[0]!)).map(({ kind }) => kind)).toEqual(['start']);
      const overtaken = fresh('variant');
      await take(of('Order Completed', overtaken, anna));
      const later = await take(of('Checkout Started', overtaken, anna));
      expect((await outboxOf(later.started[0]!)).map(({ kind }) => kind)).toEqual(['start', 'event']);
    });
  });

  test('the same message twenty times at once is one event, one person and one run', async () => {
    await publish();
    const checkout = message('Checkout Started', fresh('cart'));
    const results = await Promise.all(Array.from({ length: 20 }, () => take(checkout)));
    expect(results.filter((result) => result.status === 'taken')).toHaveLength(1);
    expect(results.flatMap((result) => result.started)).toHaveLength(1);
  });

  test('two first messages of one person at once make one person', async () => {
    const identities = [{ kind: 'user', value: fresh('first') }];
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        take(message('Product Viewed', fresh('cart'), { identities, keys: [] })),
      ),
    );
    expect(new Set(results.map((result) => result.contactId)).size).toBe(1);
  });

  test('old news and history start nothing', async () => {
    await publish();
    const twoHoursAgo = NOW - 2 * 3_600_000;
    expect(
      (await take(message('Checkout Started', fresh('cart'), { occurredAtMs: twoHoursAgo }))).started,
    ).toEqual([]);
    expect((await take(message('Checkout Started', fresh('cart'), { isHistory: true }))).started).toEqual([]);
  });

  test('a trigger with a condition lets in only what meets it', async () => {
    await publish((graph) => {
      graph.nodes[0]!.data.config.where = {
        match: 'all',
        rules: [{ source: 'event', path: 'total', op: 'at-least', value: 500 }],
      };
    });
    expect((await take(message('Checkout Started', fresh('cart')))).started).toEqual([]);
    const large = message('Checkout Started', fresh('cart'), { properties: { total: '500.00' } });
    expect((await take(large)).started).toHaveLength(1);
  });

  test('data older than what is known does not overwrite it, but fills gaps', async () => {
    const identities = [{ kind: 'user', value: fresh('person') }];
    const first = await take(message('Seen', 'x', { identities, keys: [], contact: { firstName: 'New' } }));
    await take(
      message('Seen', 'x', {
        identities,
        keys: [],
        occurredAtMs: NOW - 1_000,
        contact: { firstName: 'Old', lastName: 'Holm' },
      }),
    );
    expect(await getContact(database, first.contactId!)).toMatchObject({
      firstName: 'New',
      lastName: 'Holm',
    });
  });

  test('orders are counted once, in minor units', async () => {
    const order = message('Order Completed', fresh('cart'), {
      properties: { total: '19.90', currency: 'DKK' },
    });
    const { contactId } = await take(order);
    await take(order);
    expect(await getContact(database, contactId!)).toMatchObject({
      orderCount: 1,
      totalSpent: { DKK: 1990 },
    });
  });

  test('characters that the database cannot hold cost only themselves', async () => {
    const odd = message('Seen', fresh('cart'), {
      contact: { firstName: 'An\0na' },
      properties: { note: 'half \ud83d', 'k\0': '\0' },
    });
    const { contactId } = await take(odd);
    expect(await getContact(database, contactId!)).toMatchObject({ firstName: 'Anna' });
  });

  test('a message that cannot be stored leaves nothing behind', async () => {
    const user = fresh('half');
    const bad = message('Seen', 'x', { identities: [{ kind: 'user', value: user }], occurredAtMs: NaN });
    await expect(take(bad)).rejects.toThrow();
    const rows = await database.kysely
      .selectFrom('contact_identities')
      .where('value', '=', user)
      .selectAll()
      .execute();
    expect(rows).toEqual([]);
  });

  test('a stretch of history taken at once is the same as one by one', async () => {
    const people = [fresh('one'), fresh('one'), fresh('one')];
    const orders = (word: string) =>
      Array.from({ length: 30 }, (_, index) =>
        message('Order Completed', `${word}-${index}`, {
          messageId: `${word}-${index % 25}`,
          occurredAtMs: NOW - index * 1_000,
          identities: [{ kind: 'user', value: `${word}-${people[index % 3]}` }],
          contact: undefined,
          properties: { total: `${index}.50`, currency: index % 2 ? 'DKK' : 'EUR' },
          isHistory: true,
        }),
      );
    const single = [];
    for (const order of orders('s')) single.push(await take(order));
    const batch = await takeEvents(database, orders('b'), { nowMs: NOW });
    expect(batch.map(({ status }) => status)).toEqual(single.map(({ status }) => status));
    for (const [index, { contactId }] of single.entries()) {
      if (contactId === null) continue;
      const { orderCount, totalSpent, lastOrderAt } = (await getContact(database, contactId))!;
      expect(await getContact(database, batch[index]!.contactId!)).toMatchObject({
        orderCount,
        totalSpent,
        lastOrderAt,
      });
    }
  });

  test('history ends a run that waits for it', async () => {
    await publish();
    const cart = fresh('cart');
    const { started } = await take(message('Checkout Started', cart));
    const order = (more: Partial<IncomingEvent>) =>
      message('Order Completed', cart, { isHistory: true, contact: undefined, ...more });
    const results = await takeEvents(database, [order({}), order({ keys: [] })], { nowMs: NOW });
    expect(results.map(({ signalled }) => signalled)).toEqual([started, []]);
  });

  test('a batch that meets itself in another order does not hang', async () => {
    const batch = Array.from({ length: 20 }, () => message('Seen', fresh('cart'), { isHistory: true }));
    const again = batch.toReversed().map((item) => ({ ...item, messageId: fresh('message') }));
    const [left, right] = await Promise.all([
      takeEvents(database, batch, { nowMs: NOW }),
      takeEvents(database, again, { nowMs: NOW }),
    ]);
    expect([...left, ...right].every((result) => result.status === 'taken')).toBe(true);
  });
});

describe('entering again', () => {
  const end = (runId: string, outcome = 'completed') =>
    saveCheckpoint(database, {
      runId,
      status: 'ended',
      outcome,
      steps: [],
      wakesAtMs: null,
      atMs: NOW,
    });

  describe('a journey that let people in always and does no more', () => {
    const person = () => ({ identities: [{ kind: 'user', value: fresh('again') }], keys: [] });
    const enter = async (who: Partial<IncomingEvent>) =>
      (await take(message('Checkout Started', 'x', who))).started;

    async function thenOnly(
      reentry: JourneyGraph['settings']['reentry'],
      change: Partial<JourneyGraph['settings']> = {},
    ) {
      const settings = { correlation: { by: 'contact' as const }, ...change };
      const id = await publish((graph) =>
        Object.assign(graph.settings, settings, { reentry: { kind: 'always' } }),
      );
      return async () => {
        const next = draw((graph) => Object.assign(graph.settings, settings, { reentry }));
        const { revision } = await database.kysely
          .selectFrom('journeys')
          .select('revision')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await publishVersion(database, { id, revision, ...next, nowMs: NOW });
      };
    }

    test.each([{ kind: 'once' as const }, { kind: 'after-days' as const, days: 30 }])(
      'keeps those out who have been through: $kind',
      async (reentry) => {
        const publishNext = await thenOnly(reentry);
        const who = person();
        const [run] = await enter(who);
        await end(run!);
        await publishNext();
        expect(await enter(who)).toEqual([]);
        expect(await enter(person())).toHaveLength(1);
      },
    );

    test('takes nobody in twice', async () => {
      const publishNext = await thenOnly({ kind: 'after-exit' });
      const who = person();
      await enter(who);
      await publishNext();
      expect(await enter(who)).toEqual([]);
    });

    test('starts over for whoever is inside, however often', async () => {
      const publishNext = await thenOnly({ kind: 'restart' });
      const who = person();
      const former = [...(await enter(who)), ...(await enter(who))];
      await publishNext();
      const [latest] = await enter(who);
      for (const run of former)
        expect((await outboxOf(run)).map(({ kind }) => kind)).toEqual(['start', 'interrupt']);
      const [after] = await enter(who);
      expect((await outboxOf(latest!)).map(({ kind }) => kind)).toEqual(['start', 'interrupt']);
      expect(after).toBeDefined();
    });

    test('takes the same person in for another purchase', async () => {
      const publishNext = await thenOnly({ kind: 'once' }, { correlation: { by: 'purchase' } });
      const of = (cart: string) => ({ ...who, keys: [`purchase:test/${cart}`] });
      const [who, cart] = [person(), fresh('cart')];
      await enter(of(cart));
      await publishNext();
      expect(await enter(of(cart))).toEqual([]);
      expect(await enter(of(fresh('cart')))).toHaveLength(1);
    });
  });

  test('restart: a new checkout of the cart replaces the run, which must end before the new one starts', async () => {
    await publish();
    const cart = fresh('cart');
    const first = (await take(message('Checkout Started', cart))).started[0]!;
    const second = (await take(message('Checkout Started', cart))).started[0]!;
    expect((await outboxOf(first)).map((row) => row.kind)).toEqual(['start', 'interrupt']);

    const delivered: string[] = [];
    const carry = () =>
      claimOutbox(database, { limit: 100, nowMs: NOW }, async (row) => {
        if ([first, second].includes(row.runId))
          delivered.push(`${row.runId === first ? 'first' : 'second'} ${row.kind}`);
        return 'done';
      });
    while ((await carry()) > 0);
    expect(delivered).toEqual(['first start', 'first interrupt']);
    await end(first, 'replaced');
    while ((await carry()) > 0);
    expect(delivered).toEqual(['first start', 'first interrupt', 'second start']);
  });

  test.each([
    ['once', { kind: 'once' as const }, [true, false]],
    ['after exit', { kind: 'after-exit' as const }, [true, true]],
    ['after 30 days', { kind: 'after-days' as const, days: 30 }, [true, false]],
    ['always', { kind: 'always' as const }, [true, true]],
  ])('%s', async (_name, reentry, expected) => {
    const journeyId = await publish((graph) => {
      graph.settings = { ...graph.settings, correlation: { by: 'contact' }, reentry };
    });
    const person = { identities: [{ kind: 'user', value: fresh('again') }], keys: [] };
    const entered: boolean[] = [];
    for (let time = 0; time < 2; time++) {
      const { started } = await take(message('Checkout Started', 'x', person));
      entered.push(started.length === 1);
      for (const runId of started) await end(runId);
    }
    expect(entered).toEqual(expected);
    const [run] = await listRuns(database, { journeyId });
    expect(run).toMatchObject({ status: 'ended', outcome: 'completed' });
  });
});

describe('the outbox', () => {
  test('two dispatchers neither reorder nor repeat the rows of a run', async () => {
    await publish();
    const runs = new Map<string, string[]>();
    for (let index = 0; index < 10; index++) {
      const cart = fresh('cart');
      const { started } = await take(message('Checkout Started', cart));
      runs.set(started[0]!, []);
      for (let order = 0; order < 5; order++) await take(message('Order Completed', cart));
    }
    const carry = async () => {
      for (let idle = 0; idle < 3;) {
        const gone = await claimOutbox(database, { limit: 7, nowMs: NOW }, async (row) => {
          await new Promise((resolve) => setImmediate(resolve));
          runs.get(row.runId)?.push(`${row.id}`);
          return 'done';
        });
        idle = gone === 0 ? idle + 1 : 0;
      }
    };
    await Promise.all([carry(), carry()]);
    for (const ids of runs.values()) {
      expect(ids).toHaveLength(6);
      expect(ids).toEqual([...ids].sort((a, b) => Number(a) - Number(b)));
      expect(new Set(ids).size).toBe(6);
    }
  });

  test('a row that was not taken keeps its place, and a closed workflow retires it only when the run has ended', async () => {
    await publish();
    const { started } = await take(message('Checkout Started', fresh('cart')));
    const runId = started[0]!;
    const carry = (answer: 'closed' | { retryAtMs: number; error: string }) =>
      claimOutbox(database, { limit: 100, nowMs: NOW + 60_000 }, async (row) =>
        row.runId === runId ? answer : 'done',
      );
    await carry({ retryAtMs: NOW, error: 'down' });
    expect(await outboxOf(runId)).toHaveLength(1);
    await carry('closed');
    expect(await outboxOf(runId)).toHaveLength(1);
    await saveCheckpoint(database, {
      runId,
      status: 'ended',
      outcome: 'completed',
      steps: [],
      wakesAtMs: null,
      atMs: NOW,
    });
    await database.kysely
      .updateTable('outbox')
      .set({ next_attempt_at: new Date(NOW) })
      .execute();
    await carry('closed');
    expect(await outboxOf(runId)).toHaveLength(0);
  });
});
