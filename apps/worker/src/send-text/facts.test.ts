import {
  beginSending,
  confirmOptIn,
  consentState,
  findMessage,
  isOptInTheNewestQuestion,
  requestOptIn,
  saveCarrierAccount,
  setPreference,
  suppress,
  updateContactFields,
} from '@signalbox/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSendText } from './index.js';
import { createSendingWorld, NOON } from './testing.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: Awaited<ReturnType<typeof createSendingWorld>>;
beforeAll(async () => {
  world = await createSendingWorld('facts');
});
afterAll(() => world?.close());

/** A cart of theirs, and what a run that it began would know of it. */
async function cartOf(contactId: string, token: string = crypto.randomUUID(), shop = 'shop') {
  const keys = [`purchase:${shop}/${token}`];
  const { eventId } = await world.event(contactId, 'Checkout Started', { keys });
  return { keys, entryEvent: { id: eventId, name: 'Checkout Started', atMs: NOON - HOUR, properties: {} } };
}
const reminder = { purpose: 'cart-reminder', stillTrue: { cart: true } };

describe('a reminder of a cart', () => {
  test('goes while the cart is there', async () => {
    const { contactId } = await world.somebody();
    const { entryEvent } = await cartOf(contactId);
    expect(await world.text(contactId, reminder, { entryEvent })).toMatchObject({ outcome: 'sent' });
  });

  test('does not go to who has ordered since, by whatever contact has the number', async () => {
    const { contactId, phone } = await world.somebody();
    const other = await world.somebody(phone);
    const { entryEvent } = await cartOf(contactId);
    await world.database.pool.query(
      `insert into events (id, source, message_id, name, contact_id, occurred_at, received_at)
       values (gen_random_uuid(), 'test', gen_random_uuid(), 'Order Completed', $1, $2, $2)`,
      [other.contactId, new Date(NOON - HOUR / 2)],
    );
    expect(await world.text(contactId, reminder, { entryEvent })).toMatchObject({ code: 'ordered-since' });
    expect(await world.textsOn(phone)).toEqual([]);
  });

  test('goes though an order from before is paid only now, and not once another order is', async () => {
    const { contactId } = await world.somebody();
    const { entryEvent } = await cartOf(contactId);
    const paid = (order_id: string) =>
      world.event(contactId, 'Order Paid', { occurredAtMs: NOON - 60_000, properties: { order_id } });
    await world.event(contactId, 'Order Completed', {
      occurredAtMs: NOON - 3 * DAY,
      properties: { order_id: `old-${contactId}` },
    });
    await paid(`old-${contactId}`);
    expect(await world.text(contactId, reminder, { entryEvent })).toMatchObject({ outcome: 'sent' });
    await paid(`new-${contactId}`);
    expect(await world.text(contactId, { stillTrue: { noOrder: true } }, { entryEvent })).toMatchObject({
      code: 'ordered-since',
    });
  });

  test('does not go once the cart is emptied', async () => {
    const { contactId } = await world.somebody();
    const { entryEvent, keys } = await cartOf(contactId);
    await world.event(contactId, 'Checkout Updated', {
      keys,
      occurredAtMs: NOON - HOUR / 2,
      properties: { products: [] },
    });
    expect(await world.text(contactId, reminder, { entryEvent })).toMatchObject({ code: 'cart-empty' });
  });

  test('does not go once the shop has taken its app out, until the shop is heard of again', async () => {
    const shop = 'shopify/gone.myshopify.com';
    const ask = async () => {
      const { contactId } = await world.somebody();
      const { entryEvent } = await cartOf(contactId, undefined, shop);
      return world.text(contactId, reminder, { entryEvent });
    };
    await world.database.pool.query(`insert into shops (shop, uninstalled_at, seen_at) values ($1, $2, $2)`, [
      shop,
      new Date(NOON),
    ]);
    expect(await ask()).toMatchObject({ code: 'shop-gone' });
    await world.database.pool.query('update shops set uninstalled_at = null where shop = $1', [shop]);
    expect(await ask()).toMatchObject({ outcome: 'sent' });
  });

  test('goes once in 48 hours for a cart, to whichever of its numbers, however many ask at once', async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => world.somebody()));
    const { entryEvent } = await cartOf(people[0]!.contactId);
    const ask = () =>
      Promise.all(people.map(({ contactId }) => world.text(contactId, reminder, { entryEvent })));
    const results = [...(await ask()), ...(await ask())];
    expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
    const arrived = await Promise.all(people.map(({ phone }) => world.textsOn(phone)));
    expect(arrived.flat()).toHaveLength(1);
  });
});

describe('what a step asks for', () => {
  test('an order that began the journey is not one since, however late it is paid', async () => {
    const { contactId } = await world.somebody();
    const properties = { shop: 'acme.myshopify.com', order_id: `own-${contactId}` };
    const { eventId } = await world.event(contactId, 'Order Completed', { properties });
    await world.event(contactId, 'Order Paid', { occurredAtMs: NOON - HOUR / 2, properties });
    const entryEvent = { id: eventId, name: 'Order Completed', atMs: NOON - HOUR, properties };
    expect(await world.text(contactId, { stillTrue: { noOrder: true } }, { entryEvent })).toMatchObject({
      outcome: 'sent',
    });
  });

  test('a product that is sold out again is not offered; one that nobody knows of is', async () => {
    await world.database.pool.query(
      `insert into variants (shop, variant_id, available, updated_at) values ('s', 'gone', 0, $1), ('s', 'there', 3, $1)`,
      [new Date(NOON)],
    );
    const ask = async (variant_id: string) => {
      const { contactId } = await world.somebody();
      const properties = { variant_id };
      const { eventId } = await world.event(contactId, 'Product Back In Stock', { properties });
      const entryEvent = { id: eventId, name: 'Product Back In Stock', atMs: NOON, properties: {} };
      return world.text(
        contactId,
        { purpose: 'back-in-stock', stillTrue: { inStock: true } },
        { entryEvent },
      );
    };
    expect(await ask('gone')).toMatchObject({ code: 'out-of-stock' });
    expect(await ask('there')).toMatchObject({ outcome: 'sent' });
    expect(await ask('unheard of')).toMatchObject({ outcome: 'sent' });
  });

  test('what a shop told of before it took its app out is not offered, nor is what asks for nothing held up by it', async () => {
    await world.database.pool.query(
      `insert into shops (shop, uninstalled_at, seen_at) values ('shopify/left.myshopify.com', $1, $1)`,
      [new Date(NOON)],
    );
    const ask = async (request: object) => {
      const { contactId } = await world.somebody();
      const properties = { shop: 'left.myshopify.com', variant_id: 'left' };
      const { eventId } = await world.event(contactId, 'Product Back In Stock', {
        source: 'shopify',
        properties,
      });
      const entryEvent = { id: eventId, name: 'Product Back In Stock', atMs: NOON, properties };
      return world.text(contactId, request, { entryEvent });
    };
    expect(await ask({ purpose: 'marketing', stillTrue: { inStock: true } })).toMatchObject({
      code: 'shop-gone',
      reason: expect.stringContaining('left.myshopify.com is no longer connected'),
    });
    expect(await ask({ purpose: 'marketing' })).toMatchObject({ outcome: 'sent' });
  });

  test('a reward is there as long as it was not used since and the balance of now pays for it', async () => {
    const ask = async (...news: [name: string, properties: object, hoursAgo: number][]) => {
      const { contactId } = await world.somebody();
      for (const [name, properties, hoursAgo] of news)
        await world.event(contactId, name, {
          properties: { ...properties },
          occurredAtMs: NOON - hoursAgo * HOUR,
        });
      const entryEvent = { name: 'Points Changed', atMs: NOON - 5 * HOUR, properties: {} };
      const { outcome, code } = (await world.text(
        contactId,
        { stillTrue: { reward: true } },
        { entryEvent },
      )) as { outcome: string; code?: string };
      return code ?? outcome;
    };
    const coffee = { reward: 'A coffee', points: 200 };
    const balance = (points: number) => ({ balance: points });
    expect(await ask(['Reward Ready', { ...coffee, balance: 210 }, 5])).toBe('sent');
    expect(
      await ask(['Reward Ready', { ...coffee, balance: 210 }, 4], ['Points Changed', balance(10), 1]),
    ).toBe('reward-gone');
    expect(
      await ask(['Reward Ready', { ...coffee, balance: 450 }, 4], ['Points Changed', balance(250), 1]),
    ).toBe('sent');
    expect(await ask(['Reward Ready', { ...coffee, balance: 450 }, 4], ['Reward Redeemed', coffee, 1])).toBe(
      'reward-gone',
    );
    expect(
      await ask(
        ['Reward Ready', { ...coffee, balance: 450 }, 4],
        ['Reward Redeemed', { reward: 'A tea' }, 1],
      ),
    ).toBe('sent');
    expect(await ask(['Reward Redeemed', coffee, 4], ['Reward Ready', { ...coffee, balance: 210 }, 1])).toBe(
      'sent',
    );
    expect(
      await ask(
        ['Reward Ready', { ...coffee, balance: 450 }, 4],
        ['Reward Redeemed', { ...coffee, redemption_id: 'r1' }, 2],
        ['Reward Returned', { ...coffee, redemption_id: 'r1' }, 1],
      ),
    ).toBe('sent');
    // Of a reward without a price, or of before the run, nothing can be known.
    expect(await ask(['Reward Ready', { reward: 'A gift' }, 4])).toBe('sent');
    expect(await ask(['Reward Ready', { ...coffee, balance: 10 }, 9])).toBe('sent');
  });

  test('is judged on the person as they are when the text leaves', async () => {
    const onlyIf = {
      match: 'all',
      rules: [{ source: 'contact', path: 'points', op: 'at-least', value: 100 }],
    };
    const rich = await world.somebody(undefined, { attributes: { points: 120 } });
    const poor = await world.somebody(undefined, { attributes: { points: 20 } });
    const ask = { onlyIf: onlyIf as never };
    expect(await world.text(rich.contactId, ask)).toMatchObject({ outcome: 'sent' });
    expect(await world.text(poor.contactId, ask)).toMatchObject({ code: 'no-longer-true' });
  });

  test('whom win-back let go gets no advertising; who has a tag of that name from elsewhere does', async () => {
    const tags = { addTags: ['sunset'] };
    const { contactId } = await world.somebody(undefined, tags);
    expect(await world.text(contactId)).toMatchObject({ outcome: 'sent' });
    await updateContactFields(world.database, contactId, tags, { atMs: NOON });
    expect(await world.text(contactId)).toMatchObject({ code: 'let-go' });
  });

  test('an offer that would be over on arrival is not sent, and one that gives no date says so', async () => {
    const { contactId } = await world.somebody();
    const ending = (atMs: number) => ({ entryEvent: { properties: { ends: new Date(atMs).toISOString() } } });
    const offer = { offerEndsAt: '{{ event.ends }}' };
    expect(await world.text(contactId, offer, ending(NOON + HOUR / 2))).toMatchObject({
      code: 'offer-over',
    });
    expect(await world.text(contactId, offer)).toMatchObject({ code: 'no-end' });
    expect(await world.text(contactId, offer, ending(NOON + 3 * HOUR))).toMatchObject({ outcome: 'sent' });
  });

  test('two texts that press for time in 30 days, and the third is not sent', async () => {
    const { contactId } = await world.somebody();
    const send = (days: number) =>
      world.text(
        contactId,
        { offerEndsAt: new Date(NOON + (days + 1) * DAY).toISOString() },
        { nowMs: NOON + days * DAY },
        createSendText({ ...world.deps, nowMs: () => NOON + days * DAY }),
      );
    const results = [await send(0), await send(10), await send(20), await send(41)];
    expect(results.map((result) => ('code' in result ? result.code : result.outcome))).toEqual([
      'sent',
      'sent',
      'urgency-used-up',
      'sent',
    ]);
  });
});

test('once an account for real phones is stored, “at any hour” ends', async () => {
  const { contactId } = await world.somebody();
  const night = { nowMs: NOON + 10 * HOUR };
  const account = { authId: 'MAREAL', authTokens: ['t'] };
  const keep = (baseUrl: string) =>
    saveCarrierAccount(
      world.database,
      { ...account, baseUrl },
      { secret: 'a secret of sixteen', nowMs: NOON },
    );
  await keep('https://api.plivo.com');
  expect(await world.text(contactId, {}, night)).toMatchObject({ outcome: 'held', code: 'sending-hours' });
  await keep('http://127.0.0.1:4000');
  expect(await world.text(contactId, {}, night)).toMatchObject({ outcome: 'sent' });
});

test('whose text about what is back can only come too late, as by night, keeps the turn until it is lawful', async () => {
  const { contactId, phone } = await world.somebody();
  const night = NOON + 10 * HOUR;
  const runId = crypto.randomUUID();
  await world.database.pool.query(
    `insert into waitlist (id, shop, variant_id, contact_id, phone, quantity, asked_at, expires_at, state, turn_runs)
     values ($1, 's', 'v', $2, $3, 1, now(), now() + interval '90 days', 'claimed', array[$4::uuid])`,
    [crypto.randomUUID(), contactId, phone, runId],
  );
  await world.event(contactId, 'Asked', {
    consents: [{ purpose: 'back-in-stock', state: 'granted', source: 'test', atMs: NOON - HOUR, phone }],
  });
  const send = createSendText({ ...world.deps, sendingHours: 'law', nowMs: () => night });
  const ask = { purpose: 'back-in-stock', dropAfterMs: HOUR };
  expect(await world.text(contactId, ask, { runId, nowMs: night }, send)).toMatchObject({
    code: 'would-arrive-expired',
  });
  const { rows } = await world.database.pool.query('select not_before from waitlist where phone = $1', [
    phone,
  ]);
  expect(rows).toEqual([{ not_before: new Date('2026-11-03T07:00:00Z') }]);
});

describe('what people wish', () => {
  test('a pause and a topic turned off hold for every contact with the number', async () => {
    const { contactId, phone } = await world.somebody();
    const wish = { source: 'page', atMs: NOON };
    await setPreference(world.database, phone, { topic: 'shoes', choice: 'no' }, wish);
    expect(await world.text(contactId, { topic: 'shoes' })).toMatchObject({ code: 'not-wanted' });
    expect(await world.text(contactId, { topic: 'hats' })).toMatchObject({ outcome: 'sent' });
    const pause = { topic: '*', choice: 'no', untilMs: NOON + 30 * DAY } as const;
    await setPreference(world.database, phone, pause, wish);
    expect(await world.text(contactId)).toMatchObject({ code: 'paused' });
    expect(await world.text(contactId, { purpose: 'transactional' })).toMatchObject({ outcome: 'sent' });
  });
});

describe('a sign-up in two steps', () => {
  const confirmation = { purpose: 'opt-in-confirmation', template: 'Reply YES' };
  const newcomer = async () => {
    const person = await world.somebody();
    await world.database.pool.query('delete from consents where phone = $1', [person.phone]);
    return person;
  };

  test('is asked only of who asked for it, and granted only by a yes', async () => {
    const { contactId, phone } = await newcomer();
    expect(await world.text(contactId, confirmation)).toMatchObject({ code: 'no-request' });
    const request = { phone, purposes: ['marketing', 'cart-reminder'], source: 'form' };
    await requestOptIn(world.database, request, { atMs: NOON });
    expect(await isOptInTheNewestQuestion(world.database, phone, NOON)).toBe(false);
    expect(await world.text(contactId, confirmation)).toMatchObject({ outcome: 'sent' });
    expect(await world.text(contactId)).toMatchObject({ code: 'no-consent' });
    expect(await isOptInTheNewestQuestion(world.database, phone, NOON)).toBe(true);
    await confirmOptIn(world.database, phone, { by: 'reply', atMs: NOON });
    expect(await consentState(world.database, phone, 'cart-reminder')).toBe('granted');
    expect(await world.text(contactId)).toMatchObject({ outcome: 'sent' });
    expect(await confirmOptIn(world.database, phone, { by: 'link', atMs: NOON })).toBeNull();
  });

  test('a text that began the journey is a request of its own', async () => {
    const { contactId, phone } = await newcomer();
    const properties = { text: 'JOIN' };
    const { eventId } = await world.event(contactId, 'SMS Received', { properties });
    const entryEvent = { id: eventId, name: 'SMS Received', atMs: NOON, properties: {} };
    expect(await world.text(contactId, confirmation, { entryEvent })).toMatchObject({ outcome: 'sent' });
    expect(await confirmOptIn(world.database, phone, { by: 'reply', atMs: NOON })).toMatchObject({
      evidence: { text: 'JOIN' },
    });
  });

  test('is over after its days, and after a STOP', async () => {
    const late = await newcomer();
    const request = (phone: string) =>
      requestOptIn(
        world.database,
        { phone, purposes: ['marketing'], source: 'form' },
        { atMs: NOON, days: 2 },
      );
    await request(late.phone);
    expect(await confirmOptIn(world.database, late.phone, { by: 'reply', atMs: NOON + 2 * DAY })).toBeNull();
    const stopped = await newcomer();
    await request(stopped.phone);
    await suppress(world.database, stopped.phone, 'STOP', NOON);
    expect(await confirmOptIn(world.database, stopped.phone, { by: 'reply', atMs: NOON })).toBeNull();
  });
});

test('what is made for one text alone is there exactly if the text was begun', async () => {
  const { phone } = await world.somebody();
  const sendKey = crypto.randomUUID();
  const identity = { sendKey, phone, purpose: 'marketing', runId: null, journeyId: null, nodeId: null };
  const begin = (refuse: boolean) =>
    beginSending(
      world.database,
      { ...identity, contactId: null },
      {
        sender: 'Acme',
        token: crypto.randomUUID(),
        async compose(tx) {
          await tx
            .insertInto('tags')
            .values({ name: sendKey, created_at: new Date(NOON) })
            .execute();
          return refuse
            ? { refused: { code: 'no-code', reason: 'None left' } }
            : { body: 'Hej', parts: 1, encoding: 'GSM-7' };
        },
      },
      { atMs: NOON, heedStop: true },
    );
  const minted = async () =>
    (await world.database.pool.query('select 1 from tags where name = $1', [sendKey])).rowCount;
  expect(await begin(true)).toMatchObject({ result: 'refused' });
  expect([await minted(), await findMessage(world.database, sendKey)]).toEqual([0, null]);
  expect(await begin(false)).toMatchObject({ result: 'begun' });
  expect(await minted()).toBe(1);
});
