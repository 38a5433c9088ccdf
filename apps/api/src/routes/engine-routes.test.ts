import { randomUUID } from 'node:crypto';
import { openCampaign, startJourney, takeEvent } from '@signalbox/store';
import { addPerson, drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const DAY = 86_400_000;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const cart = () =>
  drawn({
    start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
    wait: {
      type: 'wait-for-event',
      config: { events: [{ id: 'order', event: 'Order Completed', label: 'Ordered' }], timeoutMs: 180 * DAY },
      next: { order: 'bought', timeout: 'text' },
    },
    text: {
      type: 'send-sms',
      config: { text: 'Hej {{ contact.first_name | default: "you" }}, {{ event.total }} kr' },
      next: { sent: 'end' },
    },
    bought: { type: 'exit', config: { outcome: 'bought' } },
    end: { type: 'exit', config: { outcome: 'reminded' } },
  });

/** The shop tells how many of a variant there are. */
const inStock = (variantId: string, available: number) => {
  const variants = [{ variantId, title: 'M', sku: 'TJ', price: 899, available }];
  const products = [{ productId: `of-${variantId}`, title: 'Trail Jacket', atMs: Date.now(), variants }];
  return takeEvent(
    api.database,
    {
      source: 'shopify',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      shop: { shop: 'acme.example', currency: 'DKK', products },
    },
    { nowMs: Date.now() },
  );
};

const create = async (graph: object = cart()) => {
  const created = (await api.call('POST', '/api/journeys', { name: 'Cart', graph })).json();
  return created as { id: string; revision: number };
};
const publish = async (graph: object) => {
  const { id, revision } = await create(graph);
  const answer = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
  expect(answer.statusCode, answer.body).toBe(201);
  return { id, revision };
};

const anna = () => addPerson(api.database, { firstName: 'Anna' });

describe('trying a draft in virtual time', () => {
  test('half a year takes a moment, and shows the text as the person would read it', async () => {
    const { id } = await create();
    const body = { contact: { first_name: 'Ida' }, entry: { total: 250 } };
    const answer = (await api.call('POST', `/api/journeys/${id}/simulate`, body)).json();
    expect(answer.texts).toMatchObject([
      { nodeId: 'text', text: 'Acme: Hej Ida, 250 kr Reply STOP to opt out', parts: 1 },
    ]);
    expect(answer.end).toMatchObject({ outcome: 'reminded' });
    expect(answer.steps.map((step: { nodeId: string }) => step.nodeId)).toEqual([
      'start',
      'wait',
      'text',
      'end',
    ]);
    expect(answer.steps[1]).toMatchObject({ portLabel: 'Timed out', reason: expect.any(String) });
  });

  test('as a person of the shop, with events that come in', async () => {
    const { id } = await create();
    const events = [{ afterMs: 3 * DAY, name: 'Order Completed' }];
    const body = { contactId: await anna(), events };
    const answer = (await api.call('POST', `/api/journeys/${id}/simulate`, body)).json();
    expect(answer.end).toMatchObject({ outcome: 'bought' });
    expect(answer.texts).toEqual([]);
  });

  test('conditions and texts read the product as the shop has it now', async () => {
    const restock = drawn({
      start: { type: 'event-trigger', config: { event: 'Back In Stock Requested' }, next: { next: 'cheap' } },
      cheap: {
        type: 'condition',
        config: {
          branches: [
            {
              id: 'yes',
              name: 'Cheaper',
              when: {
                match: 'all',
                rules: [
                  { source: 'product', path: 'in_stock', op: 'equals', value: true },
                  { source: 'product', path: 'price', op: 'less-than', value: 900 },
                ],
              },
            },
          ],
        },
        next: { yes: 'text', otherwise: 'end' },
      },
      text: {
        type: 'send-sms',
        config: { text: '{{ product.name }} er tilbage til {{ product.price }}' },
        next: { sent: 'end' },
      },
      end: { type: 'exit', config: { outcome: 'done' } },
    });
    const { id } = await create(restock);
    const stock = async (available: number) => {
      await inStock('77', available);
      const body = { entry: { variant_id: '77' } };
      return (await api.call('POST', `/api/journeys/${id}/simulate`, body)).json();
    };
    expect((await stock(3)).texts).toMatchObject([
      { text: 'Acme: Trail Jacket er tilbage til 899 Reply STOP to opt out' },
    ]);
    expect((await stock(0)).texts).toEqual([]);
  });

  describe('each text is asked of the send policy', () => {
    const NIGHT = '2026-11-11T21:10:00Z';
    const texts = (count: number) =>
      drawn({
        start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'text0' } },
        ...Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `text${index}`,
            {
              type: 'send-sms',
              config: { text: 'Hej', purpose: 'marketing', dropAfterMs: DAY / 2 },
              next: { sent: index === count - 1 ? 'end' : `text${index + 1}`, 'not-sent': 'end' },
            },
          ]),
        ),
        end: { type: 'exit' },
      });
    const tried = async (body: object, count = 1) => {
      const { id } = await create(texts(count));
      return (await api.call('POST', `/api/journeys/${id}/simulate`, body)).json();
    };

    test('it waits for lawful hours, and both instants are told', async () => {
      const answer = await tried({ startAt: NIGHT, sendingHours: 'law' });
      expect(answer.texts).toMatchObject([
        { at: '2026-11-12T07:00:00.000Z', held: { from: '2026-11-11T21:10:00.000Z', code: 'sending-hours' } },
      ]);
      expect((await tried({ startAt: NIGHT, sendingHours: 'always' })).texts).toMatchObject([
        { at: '2026-11-11T21:10:00.000Z', held: null },
      ]);
    });

    test('nobody is texted who has not agreed, or has said STOP', async () => {
      const notSent = async (body: object) => {
        const answer = await tried({ sendingHours: 'always', ...body });
        expect(answer.texts).toEqual([]);
        return answer.notSent;
      };
      expect(await notSent({ assumed: { hasConsented: false } })).toMatchObject([
        { nodeId: 'text0', code: 'no-consent', reason: 'This person has not agreed to marketing texts' },
      ]);
      expect(await notSent({ assumed: { hasStopped: true } })).toMatchObject([{ code: 'stopped' }]);
      expect(await notSent({ contactId: await anna() })).toMatchObject([{ code: 'no-phone' }]);
      const ida = await addPerson(api.database, { firstName: 'Ida', phone: '+4520304050' });
      expect(await notSent({ contactId: ida })).toMatchObject([
        { code: 'no-consent', reason: 'Ida has not agreed to marketing texts' },
      ]);
    });

    test('who comes in by saying yes has said it', async () => {
      const graph = texts(1);
      graph.nodes.find((node) => node.id === 'start')!.data.config.event = 'SMS Subscribed';
      const answer = await tried({ graph, sendingHours: 'always', assumed: { hasConsented: false } });
      expect(answer.texts).toMatchObject([{ nodeId: 'text0' }]);
    });

    test.each(['Back In Stock Requested', 'Back In Stock Turn'])(
      '%s: who stands in a line has asked for that one text, and for no other',
      async (event) => {
        const asFor = async (purpose: string) => {
          const graph = texts(1);
          for (const { id, data } of graph.nodes) {
            if (id === 'start') data.config.event = event;
            if (id === 'text0') data.config.purpose = purpose;
          }
          return tried({ graph, sendingHours: 'always', assumed: { hasConsented: false } });
        };
        expect((await asFor('back-in-stock')).texts).toMatchObject([{ nodeId: 'text0' }]);
        expect((await asFor('marketing')).notSent).toMatchObject([{ code: 'no-consent' }]);
      },
    );

    test('what they have had and what they get in the trial both count towards the limits', async () => {
      const limits = [{ count: 2, hours: 24 }];
      const set = await api.call('PUT', '/api/settings/limits', { limits, partsPerDay: null });
      expect(set.statusCode, set.body).toBe(200);
      const three = await tried({ sendingHours: 'always' }, 3);
      expect([three.texts.length, three.notSent[0]?.code]).toEqual([2, 'limit']);
      expect(
        (await tried({ sendingHours: 'always', assumed: { recentTexts: 14 } })).texts[0].held,
      ).toMatchObject({ code: 'limit' });
    });

    test('what the text asks to be still so is looked at again: an order since, and what is in stock', async () => {
      const graph = drawn({
        start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
        wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'text' } },
        text: {
          type: 'send-sms',
          config: { text: 'Hej', purpose: 'marketing', stillTrue: { noOrder: true, inStock: true } },
          next: { sent: 'end', 'not-sent': 'end' },
        },
        end: { type: 'exit' },
      });
      await inStock('88', 0);
      const codes = async (body: object) =>
        (await tried({ graph, sendingHours: 'always', ...body })).notSent.map(
          ({ code }: { code: string }) => code,
        );
      const ordered = (afterMs: number) => ({ events: [{ afterMs, name: 'Order Completed' }] });
      expect(await codes({})).toEqual([]);
      expect(await codes(ordered(DAY / 2))).toEqual(['ordered-since']);
      expect(await codes(ordered(2 * DAY))).toEqual([]);
      expect(await codes({ entry: { variant_id: '88' } })).toEqual(['out-of-stock']);
    });

    test('a reward that is used, or whose points are spent meanwhile, is not told', async () => {
      const graph = drawn({
        start: { type: 'event-trigger', config: { event: 'Reward Ready' }, next: { next: 'wait' } },
        wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'text' } },
        text: {
          type: 'send-sms',
          config: { text: 'Hej', purpose: 'marketing', stillTrue: { reward: true } },
          next: { sent: 'end', 'not-sent': 'end' },
        },
        end: { type: 'exit' },
      });
      const entry = { reward: 'Coffee', points: 200, balance: 210 };
      const codes = async (...events: object[]) =>
        (await tried({ graph, sendingHours: 'always', entry, events })).notSent.map(
          ({ code }: { code: string }) => code,
        );
      const points = (balance: number) => ({
        afterMs: DAY / 2,
        name: 'Points Changed',
        properties: { balance },
      });
      expect(await codes()).toEqual([]);
      expect(await codes(points(10))).toEqual(['reward-gone']);
      expect(await codes(points(300))).toEqual([]);
      expect(await codes({ afterMs: DAY / 2, name: 'Reward Redeemed' })).toEqual(['reward-gone']);
    });

    test('a number that is missing is waited for, one that the carrier can’t reach gets nothing, nor does anybody a text of which nothing is left', async () => {
      const always = { sendingHours: 'always' };
      const none = await tried({ ...always, assumed: { phone: 'none' } });
      expect(none.texts).toEqual([]);
      expect(none.notSent).toMatchObject([{ code: 'no-phone', held: { code: 'no-phone-yet' } }]);
      const away = await tried({ ...always, assumed: { phone: 'unreachable' } });
      expect(away.notSent).toMatchObject([
        { code: 'unreachable', reason: 'This person’s number can’t be reached: the carrier says so' },
      ]);
      const graph = texts(1);
      graph.nodes.find((node) => node.id === 'text0')!.data.config.text = '{{ event.unheard_of }}';
      const faulty = await tried({ ...always, graph });
      expect([faulty.texts, faulty.notSent[0]?.code]).toEqual([[], 'text-empty']);
    });

    test('a list gives out the codes that it has, each person of a trial gets one, and none is taken', async () => {
      const graph = drawn({
        start: { type: 'manual-trigger', next: { next: 'give' } },
        give: {
          type: 'issue-coupon',
          config: { pool: 'three' },
          next: { issued: 'text', 'none-left': 'none' },
        },
        text: {
          type: 'send-sms',
          config: { text: 'Yours: {{ run.coupon }}', purpose: 'marketing' },
          next: { sent: 'end', 'not-sent': 'end' },
        },
        none: {
          type: 'send-sms',
          config: { text: '{{ coupon.code }}', purpose: 'marketing', coupon: 'three' },
          next: { sent: 'end', 'not-sent': 'end' },
        },
        end: { type: 'exit' },
      });
      const pool = { kind: 'list', pattern: null, offer: { kind: 'other' }, ends: { kind: 'never' } };
      await api.call('PUT', '/api/coupon-pools/three', { ...pool, connectionId: null, lowWater: 0 });
      const put = await api.call('POST', '/api/coupon-pools/three/codes', { codes: ['A', 'B', 'C'] });
      expect(put.statusCode, put.body).toBeLessThan(300);
      const { id } = await create(graph);
      const many = async () =>
        (await api.call('POST', `/api/journeys/${id}/simulate-people`, { people: 10 })).json();
      const answer = await many();
      expect(answer.nodes.give).toMatchObject({ entered: 10, left: { issued: 3, 'none-left': 7 } });
      expect(answer.nodes.none).toMatchObject({ entered: 7 });
      expect((await many()).nodes.give.left).toEqual(answer.nodes.give.left);
      const one = (await api.call('POST', `/api/journeys/${id}/simulate`, { sendingHours: 'always' })).json();
      expect(one.texts).toMatchObject([{ nodeId: 'text', text: expect.stringContaining('Yours: SAMPLE') }]);
      const bare = JSON.parse(JSON.stringify(graph).replaceAll('three', 'nowhere')) as object;
      const without = (
        await api.call('POST', '/api/journeys/simulate', { graph: bare, sendingHours: 'always' })
      ).json();
      expect(without.notSent).toMatchObject([{ code: 'no-coupon', reason: 'There is no pool “nowhere”' }]);
    });

    test('a STOP that comes meanwhile ends it at once', async () => {
      const { id } = await create();
      const events = [{ afterMs: DAY, name: 'SMS Unsubscribed' }];
      const answer = (await api.call('POST', `/api/journeys/${id}/simulate`, { events })).json();
      expect([answer.texts, answer.end.outcome]).toEqual([[], 'stopped']);
    });

    test('a START is heard as what it asks for, too', async () => {
      const graph = drawn({
        start: { type: 'manual-trigger', next: { next: 'wait' } },
        wait: {
          type: 'wait-for-event',
          config: { events: [{ id: 'back', event: 'SMS Subscribed', label: 'Back' }], timeoutMs: 30 * DAY },
          next: { back: 'thanks', timeout: 'quiet' },
        },
        thanks: {
          type: 'send-sms',
          config: { text: 'Good', purpose: 'marketing' },
          next: { sent: 'back', 'not-sent': 'kept' },
        },
        back: { type: 'exit', config: { outcome: 'back' } },
        kept: { type: 'exit', config: { outcome: 'kept' } },
        quiet: { type: 'exit', config: { outcome: 'quiet' } },
      });
      const written = (text: string, days: number) => ({
        ...{ afterMs: days * DAY, name: 'SMS Received' },
        properties: { text },
      });
      const asked = {
        ...{ graph, sendingHours: 'always', days: 10, events: [written('START', 2)] },
        assumed: { hasConsented: true, hasStopped: true },
      };
      expect((await api.call('POST', '/api/journeys/simulate', asked)).json()).toMatchObject({
        end: { outcome: 'back' },
        notSent: [],
      });
    });

    test.each([
      ['STOP', 'marketing', { end: { outcome: 'stopped' } }],
      ['STOP', 'transactional', { end: null }],
      ['as you like', 'transactional', { end: { outcome: 'said' } }],
    ])('“%s” in answer to a question of the purpose %s', async (text, purpose, expected) => {
      const graph = drawn({
        start: { type: 'manual-trigger', next: { next: 'ask' } },
        ask: { type: 'send-sms', config: { text: 'How was it?', purpose }, next: { sent: 'hear' } },
        hear: {
          type: 'wait-for-reply',
          config: { answers: [{ id: 'any', label: 'Anything', kind: 'anything' }], timeoutMs: 30 * DAY },
          next: { any: 'said', timeout: 'quiet' },
        },
        said: { type: 'exit', config: { outcome: 'said' } },
        quiet: { type: 'exit', config: { outcome: 'quiet' } },
      });
      const asked = {
        ...{ graph, sendingHours: 'always', days: 10 },
        events: [{ afterMs: DAY, name: 'SMS Received', properties: { text } }],
      };
      expect((await api.call('POST', '/api/journeys/simulate', asked)).json()).toMatchObject(expected);
    });
  });

  test('who would not be let in live is told what keeps them out', async () => {
    const atLeast = (source: string, path: string, value: number) => ({
      match: 'all',
      rules: [{ source, path, op: 'at-least', value }],
    });
    const graph = cart();
    const start = graph.nodes.find((node) => node.id === 'start')!;
    start.data.config.where = atLeast('event', 'total', 200);
    const settings = { ...graph.settings, entryFilter: atLeast('contact', 'points', 10) };
    const { id } = await create({ ...graph, settings });
    const tried = async (body: object) =>
      (await api.call('POST', `/api/journeys/${id}/simulate`, body)).json().notLetIn;
    expect(await tried({ entry: { total: 100 }, contact: { points: 20 } })).toBe('trigger');
    expect(await tried({ entry: { total: 250 }, contact: { points: 5 } })).toBe('filter');
    expect(await tried({ entry: { total: 250 }, contact: { points: 20 } })).toBeNull();
    const over = { ...graph, settings: { ...settings, endsAt: '2020-01-01T00:00:00Z' } };
    expect(await tried({ graph: over, entry: { total: 250 }, contact: { points: 20 } })).toBe('dates');
  });

  test('a draft that can’t be published says why', async () => {
    const { id } = await create(drawn({ end: { type: 'exit' } }));
    const answer = await api.call('POST', `/api/journeys/${id}/simulate`, {});
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'not-publishable']);
  });

  test('many people at once add up, and come out the same a second time', async () => {
    const { id } = await create();
    const body = {
      people: 500,
      days: 365,
      events: [{ name: 'Order Completed', share: 0.3, withinMs: 30 * DAY }],
    };
    const run = async () =>
      (await api.call('POST', `/api/journeys/${id}/simulate-people`, body)).json() as {
        ended: { bought: number; reminded: number };
        nodes: Record<string, { entered: number; waiting: number; left: object; endedHere: number }>;
        texts: number;
        notSent: { code: string; count: number }[];
      };
    const [first, second] = [await run(), await run()];
    expect(Object.values(first.ended).reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(first.ended.bought).toBeGreaterThan(100);
    // Nobody of this shop has a number yet, so that the policy refuses each.
    const refused = first.notSent.reduce((sum, { count }) => sum + count, 0);
    expect(first.texts + refused).toBe(500 - first.ended.bought);
    for (const { entered, waiting, left, endedHere } of Object.values(first.nodes)) {
      const gone = Object.values(left).reduce((sum: number, count) => sum + Number(count), 0);
      expect(waiting + gone + endedHere).toBe(entered);
    }
    expect({ ...second, ranMs: 0 }).toEqual({ ...first, ranMs: 0 });

    const seeded = async (seed: string) => {
      const address = '/api/journeys/simulate-people';
      const answer = (await api.call('POST', address, { ...body, graph: cart(), seed })).json();
      return { ...answer, ranMs: 0 };
    };
    expect(await seeded('')).toEqual({ ...first, ranMs: 0 });
    const [seven, eight] = [await seeded('7'), await seeded('8')];
    expect(await seeded('7')).toEqual(seven);
    expect([seven.ended, eight.ended]).not.toContainEqual(first.ended);
    expect(seven.ended).not.toEqual(eight.ended);
  });

  test('many people are judged at the door, and wait for their places in one queue', async () => {
    await anna();
    const graph = drawn({
      start: { type: 'manual-trigger', next: { next: 'drip' } },
      drip: { type: 'rate-gate', config: { count: 10, everyMs: DAY }, next: { next: 'end' } },
      end: { type: 'exit' },
    });
    const { id } = await create(graph);
    const run = async (body: object) =>
      (await api.call('POST', `/api/journeys/${id}/simulate-people`, { people: 50, ...body })).json();
    expect((await run({ days: 2 })).nodes.drip).toMatchObject({
      entered: 50,
      waiting: 29,
      left: { next: 21 },
    });
    expect(await run({ days: 6 })).toMatchObject({
      inside: 0,
      notLetIn: { dates: 0, trigger: 0, filter: 0 },
    });

    const rich = {
      match: 'all',
      rules: [{ source: 'contact', path: 'points', op: 'at-least', value: 10 }],
    };
    const closed = { ...graph, settings: { ...graph.settings, entryFilter: rich } };
    expect(await run({ graph: closed, days: 6 })).toMatchObject({
      texts: 0,
      nodes: {},
      notLetIn: { filter: 50 },
    });
    const soon = { startsAt: new Date(Date.now() + DAY).toISOString() };
    const opening = { ...graph, settings: { ...graph.settings, ...soon } };
    expect((await run({ graph: opening, days: 2 })).nodes.drip).toMatchObject({ entered: 50 });
  });
});

describe('people inside a live journey', () => {
  const waiting = (durationMs: number) =>
    drawn({
      start: { type: 'manual-trigger', next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs }, next: { next: 'end' } },
      end: { type: 'exit' },
    });

  test('are started by name, once for each key, by the journey’s own rules', async () => {
    const { id } = await publish(waiting(DAY));
    const contactId = await anna();
    const start = (body: object) => api.call('POST', `/api/journeys/${id}/start`, body);
    const [first, again] = [await start({ contactId, key: 'a' }), await start({ contactId, key: 'a' })];
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    const other = await start({ contactId, key: 'b' });
    expect([other.statusCode, other.json().code]).toEqual([409, 'not-started']);
    expect((await start({})).statusCode).toBe(400);
    expect((await start({ contactId: randomUUID() })).statusCode).toBe(404);
    expect((await start({ phone: 'none' })).statusCode).toBe(400);
  });

  test('are counted before a new version is published, with what becomes of them', async () => {
    const { id } = await publish(waiting(DAY));
    await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    await api.database.kysely
      .insertInto('run_steps')
      .columns(['run_id', 'seq', 'node_id', 'visit', 'entered_at'])
      .expression((from) =>
        from
          .selectFrom('runs')
          .select((select) => [
            'id',
            select.val(1).as('seq'),
            select.val('wait').as('node'),
            select.val(0).as('visit'),
            'started_at',
          ])
          .where('journey_id', '=', id),
      )
      .execute();
    const edited = { revision: 1, graph: waiting(2 * DAY) };
    await api.call('PUT', `/api/journeys/${id}/draft`, edited);
    const plan = (await api.call('GET', `/api/journeys/${id}/publish-plan`)).json();
    expect(plan).toMatchObject({
      inside: 1,
      diff: { changed: ['wait'], added: [], removed: [] },
      versions: [{ version: 1, steps: [{ nodeId: 'wait', count: 1, target: 'wait', isChanged: true }] }],
    });
    const published = await api.call('POST', `/api/journeys/${id}/publish`, {
      revision: 2,
      inside: { choice: 'move' },
    });
    expect(published.json()).toEqual({ version: 2, moved: 1, ended: 0 });
    const act = { action: { kind: 'move', toVersion: 2 } };
    expect((await api.call('POST', `/api/journeys/${id}/runs/act`, act)).json()).toEqual({ count: 1 });
    const count = (steps?: object) =>
      api
        .call('POST', `/api/journeys/${id}/runs/act`, {
          action: { kind: 'move', toVersion: 2, steps },
          dryRun: true,
        })
        .then((answer) => answer.json());
    expect(await count()).toEqual({ count: 1 });
    expect(await count({ wait: 'end' })).toEqual({ count: 1 });
    // Whoever is to stay is not counted, and a step that is not there is refused before anything is asked.
    expect(await count({ wait: null })).toEqual({ count: 0 });
    expect(await count({ wait: 'nowhere' })).toMatchObject({
      status: 400,
      detail: 'That version has no step “nowhere” for people to move to.',
    });
    const lost = { revision: 2, inside: { choice: 'move', steps: { wait: 'nowhere' } } };
    expect((await api.call('POST', `/api/journeys/${id}/publish`, lost)).statusCode).toBe(400);
    const unknown = { action: { kind: 'move', toVersion: 9 } };
    expect((await api.call('POST', `/api/journeys/${id}/runs/act`, unknown)).statusCode).toBe(404);
  });

  test('are shown at their step as they met it, whatever the draft or a later version has of it', async () => {
    const named = (name: string, id: string) => {
      const graph = waiting(DAY);
      const step = graph.nodes.find((node) => node.id === 'wait')!;
      Object.assign(step, { id, data: { ...step.data, name } });
      for (const edge of graph.edges) {
        if (edge.source === 'wait') edge.source = id;
        if (edge.target === 'wait') edge.target = id;
      }
      return graph;
    };
    const { id } = await publish(named('Think it over', 'think'));
    const contactId = await anna();
    const { runId } = (await api.call('POST', `/api/journeys/${id}/start`, { contactId })).json<{
      runId: string;
    }>();
    await api.database.kysely
      .insertInto('run_steps')
      .values({ run_id: runId, seq: 1, node_id: 'think', visit: 0, entered_at: new Date() })
      .execute();
    const current = async () =>
      (await api.call('GET', `/api/journeys/${id}/runs`)).json<{ runs: { currentStep: string }[] }>().runs[0]!
        .currentStep;
    await api.call('PUT', `/api/journeys/${id}/draft`, { revision: 1, graph: named('Another', 'other') });
    expect(await current()).toBe('Think it over');

    // Moved, they have passed a step that their version does not have.
    await api.call('POST', `/api/journeys/${id}/publish`, { revision: 2 });
    await api.database.kysely.updateTable('runs').set({ version: 2 }).where('id', '=', runId).execute();
    expect(await current()).toBe('Think it over');
    const { steps } = (await api.call('GET', `/api/runs/${runId}`)).json<{
      steps: { nodeName: string; nodeType: string }[];
    }>();
    expect(steps).toMatchObject([{ nodeName: 'Think it over', nodeType: 'wait' }]);
  });

  test('an action on a list reaches those in the list and nobody else', async () => {
    const { id } = await publish(waiting(DAY));
    const enter = async (steps: { node: string; port?: string }[]) => {
      const started = await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
      const { runId } = started.json() as { runId: string };
      const left = (port?: string) => (port ? new Date() : null);
      await api.database.kysely
        .insertInto('run_steps')
        .values(
          steps.map(({ node, port }, index) => ({
            run_id: runId,
            seq: index + 1,
            node_id: node,
            visit: 0,
            entered_at: new Date(),
            left_at: left(port),
            port: port ?? null,
          })),
        )
        .execute();
      return runId;
    };
    const first = await enter([{ node: 'start', port: 'next' }, { node: 'wait' }]);
    const gone = await enter([
      { node: 'start', port: 'next' },
      { node: 'wait', port: 'next' },
      { node: 'end' },
    ]);
    const old = await enter([{ node: 'start', port: 'next' }, { node: 'wait' }]);
    const runs = api.database.kysely.updateTable('runs');
    await runs.set({ version: 2 }).where('id', '=', first).execute();
    await runs.set({ status: 'ended', ended_at: new Date() }).where('id', '=', gone).execute();
    await runs
      .set({ started_at: new Date('2020-01-01') })
      .where('id', '=', old)
      .execute();

    const act = (body: object) =>
      api.call('POST', `/api/journeys/${id}/runs/act`, { action: { kind: 'hold' }, ...body });
    const filters: [object, number][] = [
      [{}, 2],
      [{ status: 'ended' }, 0],
      [{ node: 'wait' }, 2],
      [{ node: 'wait', port: 'next' }, 0],
      [{ node: 'wait', port: 'waiting' }, 2],
      [{ version: 2 }, 1],
      [{ from: '2021-01-01T00:00:00Z' }, 1],
      [{ node: 'start', version: 1, from: '2021-01-01T00:00:00Z' }, 0],
    ];
    for (const [filter, reached] of filters) {
      expect((await act({ ...filter, dryRun: true })).json(), JSON.stringify(filter)).toEqual({
        count: reached,
      });
      const query = new URLSearchParams(
        Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
      );
      const listed = (await api.call('GET', `/api/journeys/${id}/runs?${query}`)).json().runs;
      expect(listed.filter(({ endedAt }: { endedAt: string | null }) => endedAt === null)).toHaveLength(
        reached,
      );
    }
    expect((await act({ stauts: 'ended' })).statusCode).toBe(400);
    expect((await act({ version: 2 })).json()).toEqual({ count: 1 });
    const asked = await api.database.kysely
      .selectFrom('outbox')
      .select('run_id')
      .where('kind', '=', 'interrupt')
      .where('run_id', 'in', [first, gone, old])
      .execute();
    expect(asked).toEqual([{ run_id: first }]);
  });

  test('are counted as let go on only if they are held, and as held only if they are not', async () => {
    const { id } = await publish(waiting(DAY));
    const start = () => api.call('POST', `/api/journeys/${id}/start`, { contactId: contact });
    const contact = await anna();
    const { runId } = (await start()).json();
    await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    const count = async (kind: string, dryRun = true) =>
      (await api.call('POST', `/api/journeys/${id}/runs/act`, { action: { kind }, dryRun })).json().count;
    expect([await count('hold'), await count('release')]).toEqual([2, 0]);
    await api.database.kysely.updateTable('runs').set({ status: 'held' }).where('id', '=', runId).execute();
    expect([await count('hold'), await count('release'), await count('end')]).toEqual([1, 1, 2]);
    expect(await count('release', false)).toBe(1);
  });

  test('what was chosen for those inside is done with the publishing, or neither is', async () => {
    const { id, revision } = await publish(waiting(DAY));
    await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    const again = () =>
      api.call('POST', `/api/journeys/${id}/publish`, { revision, inside: { choice: 'end' } });
    await api.database.pool.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
      create trigger refused before insert on outbox for each statement execute function refuse()`);
    expect((await again()).statusCode).toBe(500);
    await api.database.pool.query('drop trigger refused on outbox; drop function refuse');
    expect((await api.call('GET', `/api/journeys/${id}`)).json()).toMatchObject({ liveVersion: 1 });
    expect((await again()).json()).toEqual({ version: 2, moved: 0, ended: 1 });
  });

  test('a journey is not deleted while anybody is inside', async () => {
    const { id } = await publish(waiting(DAY));
    await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    await api.call('POST', `/api/journeys/${id}/end`, { inside: 'finish' });
    const refused = await api.call('DELETE', `/api/journeys/${id}`);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'people-inside',
      detail: 'One person is still inside. End the journey first, and delete it once they have left.',
    });
    await api.database.kysely
      .updateTable('runs')
      .set({ status: 'ended', ended_at: new Date() })
      .where('journey_id', '=', id)
      .execute();
    expect((await api.call('DELETE', `/api/journeys/${id}`)).statusCode).toBe(204);
  });

  test('an action is counted first, and a journey that is ended takes nobody in', async () => {
    const { id } = await publish(
      drawn({
        start: { type: 'manual-trigger', next: { next: 'wait' } },
        wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'text' } },
        text: { type: 'send-sms', config: { text: 'Hi' }, next: { sent: 'end' } },
        end: { type: 'exit' },
      }),
    );
    await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    const act = (body: object) => api.call('POST', `/api/journeys/${id}/runs/act`, body);
    expect((await act({ action: { kind: 'hold' }, dryRun: true })).json()).toEqual({ count: 1 });
    expect((await act({ action: { kind: 'explode' } })).statusCode).toBe(400);
    const skip = (port: string, of: object = {}) =>
      act({ action: { kind: 'skip', port }, dryRun: true, ...of }).then((answer) => answer.json());
    expect(await skip('timeout')).toMatchObject({
      status: 400,
      detail: 'No step there has a way out called “timeout”. Name another, or none.',
    });
    expect(await skip('next')).toEqual({ count: 1 });
    expect(await skip('next', { nodeId: 'end' })).toMatchObject({ status: 400 });
    // A step has it, but nobody is there.
    await api.database.pool.query(
      `insert into run_steps (run_id, seq, node_id, visit, entered_at)
       select id, 1, 'wait', 0, now() from runs where journey_id = $1`,
      [id],
    );
    expect(await skip('next')).toEqual({ count: 1 });
    expect(await skip('sent')).toMatchObject({ status: 400 });
    expect((await api.call('POST', `/api/journeys/${id}/end`, { inside: 'end' })).json()).toEqual({
      count: 1,
    });
    const late = await api.call('POST', `/api/journeys/${id}/start`, { contactId: await anna() });
    expect(late.json()).toMatchObject({
      code: 'not-started',
      detail: expect.stringContaining('is not live'),
    });
  });
});

test('codes are added to a pool once, and the pool says how many are left', async () => {
  const add = (codes: string[]) => api.call('POST', '/api/coupon-pools/welcome/codes', { codes });
  expect((await add(['A-1', 'A-2', 'A-1'])).json()).toEqual({ added: 2 });
  expect((await add(['A-2', 'A-3'])).json()).toEqual({ added: 1 });
  const { pools } = (await api.call('GET', '/api/coupon-pools')).json();
  expect(pools.filter(({ pool }: { pool: string }) => pool === 'welcome')).toMatchObject([
    { pool: 'welcome', total: 3, left: 3 },
  ]);
});

test('an experiment shows its results before anybody has come, and takes a winner that it has', async () => {
  const variants = [
    { id: 'a', name: 'Short' },
    { id: 'b', name: 'Long' },
  ];
  const { id } = await publish(
    drawn({
      start: { type: 'manual-trigger', next: { next: 'try' } },
      try: { type: 'experiment', config: { variants }, next: { a: 'end', b: 'end' } },
      end: { type: 'exit' },
    }),
  );
  const url = `/api/journeys/${id}/experiments/try`;
  expect((await api.call('GET', url)).json()).toMatchObject({
    winner: null,
    metric: 'Order Completed',
    verdict: 'Nobody has come here yet.',
  });
  expect((await api.call('PUT', `${url}/winner`, { variant: 'gone' })).statusCode).toBe(404);
  expect((await api.call('PUT', `${url}/winner`, { variant: 'b' })).statusCode).toBe(200);
  expect((await api.call('GET', url)).json()).toMatchObject({ winner: 'b' });
  expect((await api.call('GET', `/api/journeys/${id}/experiments/start`)).statusCode).toBe(404);
});

test('of live journeys that leave some alone it is told how much they lift, with the range', async () => {
  const splits = (holdOut: number, goal: boolean) =>
    publish(
      drawn(
        {
          start: { type: 'manual-trigger', next: { next: 'split' } },
          split: {
            type: 'random-split',
            config: { branches: [{ id: 'on', name: 'On', share: 100 }], holdOut },
            next: { on: 'end', 'held-out': 'end' },
          },
          end: { type: 'exit' },
        },
        goal ? { goal: { event: 'Order Completed', withinDays: 7, endsRun: false } } : {},
      ),
    );
  const { id } = await splits(50, true);
  // Neither is told: the one leaves nobody alone, the other has nothing to be measured by.
  await splits(0, true);
  await splits(50, false);
  const lifts = async () => (await api.call('GET', '/api/lifts')).json().lifts;
  expect(await lifts()).toEqual([{ journeyId: id, nodeId: 'split', lift: null }]);

  for (let number = 0; number < 20; number++) {
    const contactId = await anna();
    const started = await api.call('POST', `/api/journeys/${id}/start`, { contactId });
    expect(started.statusCode, started.body).toBe(201);
    const side = number % 2 ? 'on' : 'held-out';
    const isReached = side === 'on' ? number < 18 : number < 6;
    await api.database.pool.query(
      `insert into run_steps (run_id, seq, node_id, visit, entered_at, left_at, port)
       select id, 1, 'split', 1, now() - interval '9 days', now() - interval '9 days', $3 from runs where journey_id = $1 and contact_id = $2`,
      [id, contactId, side],
    );
    // What was ordered on the way to the split, or too late, is of neither side.
    for (const days of [-1, 8, ...(isReached ? [1] : [])])
      await api.database.pool.query(
        `insert into events (id, source, message_id, name, contact_id, occurred_at, received_at)
         values (gen_random_uuid(), 'test', gen_random_uuid(), 'Order Completed', $1, now() + make_interval(days => $2 - 9), now())`,
        [contactId, days],
      );
  }
  const [{ lift }] = await lifts();
  // 9 of 10 beside 3 of 10.
  expect(lift.by).toBeCloseTo(0.6, 6);
  expect(lift.low).toBeCloseTo(0.1705, 4);
  expect(lift.high).toBeCloseTo(0.809, 3);
  expect(lift.isClear, 'of twenty people').toBe(false);
});

test('a campaign whose only time has gone by may be published, and is said to let nobody in', async () => {
  const diagnosticsOf = async (config: object) => {
    const graph = drawn({
      start: {
        type: 'schedule-trigger',
        config: { audience: { everyone: true }, time: '10:00', ...config },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    });
    const { id } = (await api.call('POST', '/api/journeys', { name: 'Sale', graph })).json<{ id: string }>();
    const checked = await api.call('POST', `/api/journeys/${id}/validate`, {});
    return checked
      .json<{ diagnostics: { code: string; severity: string }[] }>()
      .diagnostics.filter(({ code }) => code === 'schedule-over');
  };
  const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  expect(await diagnosticsOf({ date: day(-2) })).toMatchObject([{ severity: 'warning', field: 'date' }]);
  expect(await diagnosticsOf({ date: day(-2), clock: 'contact' })).toHaveLength(1);
  expect(await diagnosticsOf({ date: day(-2), repeat: 'weekly' })).toEqual([]);
  expect(await diagnosticsOf({ date: day(2) })).toEqual([]);
});

test('to move the time of a campaign that began today is said to count from the next day on', async () => {
  const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  const moved = (config: object) =>
    scheduled({ audience: { everyone: true }, date: day(1), time: '23:59', ...config });
  const { id } = await create(moved({ repeat: 'daily' }));
  const said = async (config: object) =>
    (await api.call('POST', `/api/journeys/${id}/validate`, { graph: moved(config) }))
      .json<{ diagnostics: { code: string; message: string; field: string }[] }>()
      .diagnostics.filter(({ code }) => code === 'schedule-begun');
  expect(await said({ repeat: 'daily', date: day(-1) })).toEqual([]);
  // Whatever the shop's zone and the hour, one of these is the day of the next time.
  for (const days of [-1, 0, 1, 2]) {
    const begun = { journeyId: id, version: 1, occurrence: `${day(days)}T00:00`, dueMs: Date.now() };
    await openCampaign(api.database, begun, Date.now());
  }
  expect(await said({ repeat: 'daily', date: day(-1) })).toMatchObject([{ field: 'time' }]);
  expect((await said({}))[0]!.message).toMatch(/began at 00:00 already.*Choose a later date/);
  await api.database.kysely.deleteFrom('campaigns').where('journey_id', '=', id).execute();
});

test('what is shown as coming next leaves out a day whose campaign began at another time', async () => {
  const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  const daily = { audience: { everyone: true }, date: day(-1), time: '23:00', repeat: 'daily' };
  const { id } = await publish(scheduled(daily));
  for (const days of [-1, 0, 1, 2]) {
    const begun = { journeyId: id, version: 1, occurrence: `${day(days)}T12:00`, dueMs: Date.now() };
    await openCampaign(api.database, begun, Date.now());
  }
  const { ahead, journeys } = (await api.call('GET', '/api/campaigns')).json();
  const ofOurs = ({ journey }: { journey: { id: string } }) => journey.id === id;
  expect(ahead.find(ofOurs).at >= day(3)).toBe(true);
  expect(journeys.find(ofOurs).nextAt).toBe(ahead.find(ofOurs).at);
  await api.database.kysely.deleteFrom('campaigns').where('journey_id', '=', id).execute();
  await api.database.kysely
    .updateTable('journeys')
    .set({ status: 'archived' })
    .where('id', '=', id)
    .execute();
});

const scheduled = (config: object) =>
  drawn({
    start: { type: 'schedule-trigger', config, next: { next: 'end' } },
    end: { type: 'exit' },
  });

test('what a resume finds of a drip is said of the versions that people are in, and not of the draft', async () => {
  const dripping = (version: number, type = 'rate-gate') => {
    const graph = drawn({
      start: { type: 'manual-trigger', next: { next: 'drip' } },
      drip: { type, next: { next: 'end' } },
      end: { type: 'exit' },
    });
    for (const node of graph.nodes) if (node.type === 'rate-gate') node.data.version = version;
    return graph;
  };
  const paused = async (graph: object, then: object) => {
    const { id, revision } = await publish(graph);
    await startJourney(
      api.database,
      { journeyId: id, contactId: await anna(), properties: {}, key: randomUUID() },
      { nowMs: Date.now() },
    );
    const drip = async () => (await api.call('GET', `/api/journeys/${id}`)).json<{ drip: string }>().drip;
    expect(await drip()).toBeNull();
    const { statusCode } = await api.call('PUT', `/api/journeys/${id}/draft`, { revision, graph: then });
    expect(statusCode).toBe(200);
    await api.call('POST', `/api/journeys/${id}/pause`);
    return drip();
  };
  const without = dripping(1, 'wait');
  expect(await paused(dripping(1), dripping(2))).toBe('lets-all');
  expect(await paused(dripping(2), without)).toBe('holds');
  expect(await paused(without, dripping(1))).toBe('none');
});

test('campaigns of all journeys stand in one list: what comes next, and how far each has come', async () => {
  const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  const { id } = await publish(
    drawn({
      start: {
        type: 'schedule-trigger',
        config: { audience: { everyone: true }, date: tomorrow, repeat: 'daily' },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    }),
  );
  const campaigns = async () => (await api.call('GET', '/api/campaigns')).json();
  const { ahead, journeys } = await campaigns();
  const unpublished = await create(
    scheduled({ audience: { segment: 'gone' }, date: tomorrow, time: '10:00', repeat: 'weekly' }),
  );
  const rowOf = (among: { journey: { id: string } }[], one: string) =>
    among.find(({ journey }) => journey.id === one);
  const everybody = (await api.database.pool.query('select count(*)::int as count from contacts')).rows[0]
    .count;
  expect(rowOf(journeys, id)).toMatchObject({
    state: 'scheduled',
    audience: { everyone: true, segment: null, people: everybody },
    repeat: 'daily',
    nextAt: ahead.find(({ journey }: { journey: { id: string } }) => journey.id === id).at,
    last: null,
  });
  expect(rowOf((await campaigns()).journeys, unpublished.id)).toMatchObject({ state: 'draft', nextAt: null });
  // Of what comes round daily the next three times.
  expect(ahead.filter(({ journey }: { journey: { id: string } }) => journey.id === id)).toHaveLength(3);
  expect(ahead[0].at).toMatch(/T\d\d:00:00\.000Z$/);

  await openCampaign(
    api.database,
    { journeyId: id, version: 1, occurrence: `${tomorrow}T10:00`, dueMs: Date.now() + DAY },
    Date.now(),
  );
  const before = await campaigns();
  expect(before.campaigns).toMatchObject([
    { journey: { id, name: 'Cart' }, status: 'gathering', total: 0, started: 0 },
  ]);
  expect((await api.call('POST', `/api/campaigns/${before.campaigns[0].id}/stop`)).statusCode).toBe(204);
  expect((await campaigns()).campaigns).toMatchObject([{ status: 'stopped' }]);
  expect(rowOf(before.journeys, id)).toMatchObject({ state: 'sending', last: { started: 0, total: 0 } });

  // A version from before such days were refused.
  await api.database.pool.query(
    `update plans set plan = jsonb_set(plan, '{nodes,start,config,date}', '"2026-02-30"')
      where hash = (select plan_hash from journey_versions where journey_id = $1)`,
    [id],
  );
  expect((await campaigns()).ahead).toEqual([]);
});
