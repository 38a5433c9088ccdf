import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import {
  changePoints,
  factsOf,
  keepLoyaltyTime,
  listEvents,
  listPoints,
  pointsBalance,
  saveProgramme,
  takeEvent,
  takeEvents,
  type IncomingEvent,
  type Programme,
} from '../index.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('loyalty');
  await saveProgramme(database, PROGRAMME);
});
afterAll(() => database?.drop());

const NOW = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
const PROGRAMME: Programme = {
  kind: 'ours',
  since: '2026-01-01T00:00:00Z',
  currency: 'DKK',
  pointsPerUnit: 0.1,
  expiryDays: 100,
  birthday: { attribute: 'birthday', points: 50 },
  tiers: [
    { name: 'Silver', from: 500 },
    { name: 'Gold', from: 2_000 },
  ],
  tierBy: 'spend',
  tierDays: 365,
  rewards: [{ name: 'Free shipping', points: 100 }],
};
let serial = 0;
const fresh = (word: string) => `${word}-${++serial}`;

const message = (name: string, user: string, changes: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: 'segment',
  messageId: fresh('m'),
  name,
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: user }],
  properties: {},
  keys: [],
  isHistory: false,
  ...changes,
});
const take = (incoming: IncomingEvent, nowMs = NOW) => takeEvent(database, incoming, { nowMs });
const order = (user: string, id: string, total: number, changes: Partial<IncomingEvent> = {}) =>
  message('Order Completed', user, {
    properties: { order_id: id, total, currency: 'DKK' },
    keys: [`purchase:segment/${id}`],
    ...changes,
  });
const eventsOf = async (contactId: string, name: string) =>
  (await listEvents(database, { contactId, limit: 200 })).filter((event) => event.name === name);

describe('points', () => {
  test('follow orders: earned once, withdrawn on a refund or a cancellation, whatever comes first', async () => {
    const [user, id] = [fresh('anna'), fresh('order')];
    const refund = message('Order Refunded', user, {
      properties: { order_id: id, refund_id: 'r1', amount: 400, currency: 'DKK' },
      keys: [`purchase:segment/${id}`],
    });
    await take(refund);
    const { contactId } = await take(order(user, id, 1_000));
    await take(order(user, id, 1_000));
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 60, tier: 'Silver' });
    await take({ ...refund, messageId: fresh('m'), name: 'Order Cancelled' });
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 0, tier: null });
    expect(await pointsBalance(database, contactId!)).toBe(0);
    expect((await eventsOf(contactId!, 'Tier Changed')).map(({ properties }) => properties.direction).sort()).toEqual(['down', 'up']); // prettier-ignore
  });

  test('are exact when orders, refunds and steps of journeys come at once', async () => {
    const user = fresh('busy');
    const { contactId } = await take(message('Seen', user));
    const ids = Array.from({ length: 12 }, () => fresh('order'));
    await Promise.all([
      ...ids.flatMap((id) => [take(order(user, id, 100)), take(order(user, id, 100))]),
      ...ids.slice(0, 4).map((id) =>
        take(
          message('Order Refunded', user, {
            properties: { order_id: id, refund_id: `${id}/r`, currency: 'DKK' },
            keys: [`purchase:segment/${id}`],
          }),
        ),
      ),
      ...Array.from({ length: 5 }, (_, index) =>
        changePoints(database, {
          key: `${user}/${index % 4}`,
          contactId: contactId!,
          points: -5,
          reason: 'Spent',
          atMs: NOW,
        }),
      ),
    ]);
    expect(await pointsBalance(database, contactId!)).toBe(8 * 10 - 4 * 5);
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 60 });
  });

  test('that are enough for a reward say so once', async () => {
    const user = fresh('reward');
    const { contactId } = await take(order(user, fresh('o'), 900));
    await take(order(user, fresh('o'), 200));
    await take(order(user, fresh('o'), 200));
    expect(await eventsOf(contactId!, 'Reward Ready')).toHaveLength(1);
  });

  test('pay for a reward that was used: once, however often it is told, and with what else comes at once', async () => {
    const user = fresh('redeemer');
    const { contactId } = await take(order(user, fresh('o'), 5_000));
    const used = message('Reward Redeemed', user, {
      properties: { reward: 'Free shipping', redemption_id: fresh('redemption'), balance: 9_999 },
    });
    await Promise.all([
      ...Array.from({ length: 6 }, () => take(used)),
      ...Array.from({ length: 6 }, () => take({ ...used, messageId: fresh('m') })),
      // Without a name of its own each message is a redemption; what it says that it cost counts.
      take(message('Reward Redeemed', user, { properties: { reward: 'Free shipping', points: '70' } })),
      take(message('Reward Redeemed', user, { properties: { reward: 'Something unknown' } })),
      take(message('Reward Redeemed', user, { properties: { reward: 'A pen', points: -20 } })),
      take(message('Reward Redeemed', user, { properties: { reward: 'Free shipping', points: '' } })),
      ...Array.from({ length: 4 }, () => take(order(user, fresh('o'), 100))),
      changePoints(database, { ...{ key: fresh('k'), contactId: contactId!, points: -5 }, reason: 'Spent', atMs: NOW }), // prettier-ignore
    ]);
    const left = 500 + 4 * 10 - 100 - 70 - 20 - 100 - 5;
    expect(await pointsBalance(database, contactId!)).toBe(left);
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: left, tier: 'Gold' });
    expect(await listPoints(database, contactId!)).toContainEqual(
      expect.objectContaining({ points: -100, reason: 'A reward was used: Free shipping' }),
    );
    expect(
      (await eventsOf(contactId!, 'Points Changed')).filter(
        ({ properties }) => properties.reason === 'Reward Redeemed',
      ),
    ).toHaveLength(4);
  });

  test('come back with a reward that was given back, once, also when that is told first', async () => {
    const user = fresh('returner');
    const { contactId } = await take(order(user, fresh('o'), 3_000));
    const of = (name: string, redemption_id: number) =>
      message(name, user, { properties: { redemption_id, reward: 'Free shipping' } });
    for (const [first, second, id] of [
      ['Reward Redeemed', 'Reward Returned', 1],
      ['Reward Returned', 'Reward Redeemed', 2],
    ] as const)
      for (const name of [first, first, second, second, first]) await take(of(name, id));
    expect(await pointsBalance(database, contactId!)).toBe(300);
    // To whoever paid, though it is told of the address that nobody joined to them.
    const other = fresh('other');
    await take(of('Reward Redeemed', 4));
    const told = await take(
      message('Reward Returned', other, { properties: { redemption_id: 4, reward: 'Free shipping' } }),
    );
    expect(told.contactId).not.toBe(contactId);
    expect(await pointsBalance(database, contactId!)).toBe(300);
    await take(of('Reward Redeemed', 3));
    await take(message('Reward Returned', user, { properties: { reward: 'Free shipping' } }));
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 200 });
  });

  test('are not paid again for rewards that were used before the programme began, and for those of a history since', async () => {
    const user = fresh('history');
    const used = (occurredAtMs: number) =>
      message('Reward Redeemed', user, {
        ...{ occurredAtMs, isHistory: true, properties: { reward: 'Free shipping' } },
      });
    const past = order(user, fresh('o'), 2_000, { occurredAtMs: NOW - 30 * DAY, isHistory: true });
    const { contactId } = await take(past);
    await takeEvents(database, [used(Date.parse('2025-12-31T12:00:00Z')), used(NOW - 20 * DAY)], {
      nowMs: NOW,
    });
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 100 });
  });

  test('expire after what is older was used up, and people hear of it before', async () => {
    const user = fresh('old');
    const bought = NOW - 95 * DAY;
    const { contactId } = await take(order(user, fresh('o'), 1_000, { occurredAtMs: bought }));
    await changePoints(database, {
      key: fresh('spent'),
      contactId: contactId!,
      points: -30,
      reason: 'Spent',
      atMs: NOW,
    });
    for (let again = 0; again < 2; again++)
      await keepLoyaltyTime(database, { day: '2026-11-02', nowMs: NOW });
    expect((await eventsOf(contactId!, 'Points Expiring')).map(({ properties }) => [properties.days, properties.points])).toEqual([[7, 70]]); // prettier-ignore
    for (let again = 0; again < 2; again++)
      await keepLoyaltyTime(database, { day: '2026-11-08', nowMs: NOW + 6 * DAY });
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 0 });
    expect((await listPoints(database, contactId!)).map(({ points }) => points).sort()).toEqual([-30, -70, 100]); // prettier-ignore
  });

  test('are listed to the last, page by page', async () => {
    const user = fresh('often');
    const { contactId } = await take(order(user, fresh('o'), 100));
    await database.kysely
      .insertInto('points_entries')
      .values(
        Array.from({ length: 130 }, (_, index) => ({
          ...{ key: `often/${index}`, contact_id: contactId!, points: 1, reason: '', kind: 'changed' },
          // Some of one instant.
          at: new Date(NOW - Math.floor(index / 3) * 1_000),
        })),
      )
      .execute();
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listPoints(database, contactId!, { after, limit: 25 });
      seen.push(...page.map(({ key }) => key));
      if (page.length < 25) break;
      after = page.at(-1)!.key;
    }
    expect(seen).toHaveLength(131);
    expect(new Set(seen).size).toBe(131);
  });

  test('come on a birthday, once a year', async () => {
    const { contactId } = await take(
      message('Seen', fresh('born'), { contact: { attributes: { birthday: '1990-11-02' } } }),
    );
    for (let again = 0; again < 2; again++)
      await keepLoyaltyTime(database, { day: '2026-11-02', nowMs: NOW });
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 50 });
  });

  test('of a birthday lift into a tier at once', async () => {
    const tiers = [{ name: 'Silver', from: 40 }];
    await saveProgramme(database, { ...PROGRAMME, tierBy: 'points', tiers });
    const { contactId } = await take(
      message('Seen', fresh('lifted'), { contact: { attributes: { birthday: '1990-11-03' } } }),
    );
    for (let again = 0; again < 2; again++)
      await keepLoyaltyTime(database, { day: '2026-11-03', nowMs: NOW + DAY });
    await saveProgramme(database, PROGRAMME);
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 50, tier: 'Silver' });
    const told = await database.kysely
      .selectFrom('events')
      .select('properties')
      .where('contact_id', '=', contactId!)
      .where('name', '=', 'Tier Changed')
      .execute();
    expect(told).toMatchObject([{ properties: { tier: 'Silver' } }]);
  });

  test('of a programme that the shop runs are what it last said', async () => {
    const user = fresh('theirs');
    const said = (balance: number, occurredAtMs: number) =>
      take(message('Points Changed', user, { occurredAtMs, properties: { balance, tier: `T${balance}` } }));
    await said(400, NOW - 1_000);
    const { contactId } = await said(300, NOW - 5_000);
    expect(await factsOf(database, contactId!)).toMatchObject({ points_balance: 400, tier: 'T400' });
  });
});

describe('what others know of a person', () => {
  test('a case is open until it is closed, and again when it is opened again; who was referred counts once', async () => {
    const user = fresh('case');
    const tell = (name: string, hours: number, properties = {}) =>
      take(
        message(name, user, {
          occurredAtMs: NOW - hours * 3_600_000,
          properties: { case_id: 7, ...properties },
        }),
      );
    await tell('Support Case Closed', 2);
    const { contactId } = await tell('Support Case Opened', 3);
    expect(await factsOf(database, contactId!)).toMatchObject({ has_open_case: false });
    await tell('Support Case Opened', 1);
    await tell('Customer Referred', 1, { email: 'friend@x.example' });
    await tell('Customer Referred', 0, { email: 'friend@x.example' });
    await tell('Contacted Elsewhere', 4);
    expect(await factsOf(database, contactId!)).toMatchObject({
      has_open_case: true,
      referral_count: 1,
      contacted_elsewhere_at: '2026-11-02T08:00:00.000Z',
    });
  });
});
