import { randomUUID } from 'node:crypto';
import { addConnection, addCoupons, issueCoupon, takeEvent } from '@signalbox/store';
import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const secret = 'a secret of the tests';
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_SECRET: secret });
});
afterAll(() => api?.stop());

const generated = {
  kind: 'generated',
  pattern: 'BACK-{{random 4}}',
  offer: { kind: 'percent', percent: 15 },
  ends: { kind: 'days', days: 4 },
};

test('a list is made, filled by a file, and counted', async () => {
  await api.call('PUT', '/api/coupon-pools/welcome', { kind: 'list', lowWater: 3 });
  const upload = await api.call('POST', '/api/coupon-pools/welcome/csv', {
    csv: 'Code,Value\nA-1,10\nA-2,10\nnot a code,1\nA-1,10\n',
  });
  expect(upload.json()).toEqual({ added: 2, known: 0, bad: ['not a code'] });
  const again = await api.call('POST', '/api/coupon-pools/welcome/csv', { csv: 'A-2\nA-3' });
  expect(again.json()).toEqual({ added: 1, known: 1, bad: [] });
  const { pools } = (await api.call('GET', '/api/coupon-pools')).json();
  expect(pools).toMatchObject([{ pool: 'welcome', kind: 'list', total: 3, left: 3, used: 0, isLow: true }]);
  expect((await api.call('GET', '/api/coupon-pools/welcome/given')).json()).toEqual({ coupons: [] });
});

test('what is one code to a shop is one person’s, however it is written, and what is none is refused', async () => {
  await api.call('PUT', '/api/coupon-pools/letters', { kind: 'list' });
  const add = (codes: string[]) => api.call('POST', '/api/coupon-pools/letters/codes', { codes });
  expect((await add(['Back-1', 'BACK-1', 'back-2'])).json()).toEqual({ added: 2 });
  expect((await add(['back-1', 'BACK-3'])).json()).toEqual({ added: 1 });
  const file = await api.call('POST', '/api/coupon-pools/letters/csv', { csv: 'Back-3\nBACK-4' });
  expect(file.json()).toEqual({ added: 1, known: 1, bad: [] });
  for (const code of ['two words', 'nul\0', ''])
    expect((await add([code])).json(), code).toMatchObject({ status: 400, errors: [{ path: 'codes.0' }] });
});

test('codes are made only with a shop to make them in, and with enough letters', async () => {
  const put = (body: object) => api.call('PUT', '/api/coupon-pools/back', { ...generated, ...body });
  expect((await put({})).json()).toMatchObject({ status: 400, detail: expect.stringContaining('shop') });
  const connect = async (kind: string) =>
    (
      await addConnection(
        api.database,
        { name: kind, kind, baseUrl: 'https://acme.example', headers: {} },
        { secret, nowMs: Date.now() },
      )
    ).id;
  expect((await put({ connectionId: await connect('http') })).statusCode).toBe(400);
  const connectionId = await connect('shopify');
  expect((await put({ connectionId, pattern: 'BACK-{{random 2}}' })).statusCode).toBe(400);
  expect((await put({ connectionId, pattern: 'BACK {{random 4}}' })).statusCode).toBe(400);
  expect((await put({ connectionId, offer: { kind: 'other' } })).statusCode).toBe(400);
  expect((await put({ connectionId })).statusCode).toBe(200);
  expect((await put({ kind: 'list' })).statusCode).toBe(400);
  expect((await api.call('POST', '/api/coupon-pools/back/csv', { csv: 'A-9' })).statusCode).toBe(400);
});

describe('codes of an offer whose end is moved', () => {
  const FIRST = '2099-12-01T23:59';
  const LATER = '2099-12-02T23:59';
  const WINTER = '+01:00';
  let serial = 0;

  /** A sale that gives out codes of a list, with one person inside who has one. */
  async function sale(poolEnds = FIRST) {
    const pool = `sale ${++serial}`;
    await api.call('PUT', `/api/coupon-pools/${pool}`, list(poolEnds));
    await addCoupons(api.database, pool, ['ONE', 'TWO', 'THREE'], Date.now());
    const graph = (end: string) =>
      drawn({
        start: { type: 'event-trigger', config: { event: `Sale ${serial}` }, next: { next: 'text' } },
        text: {
          type: 'send-sms',
          config: { text: 'Hej {{ coupon.code }}', coupon: pool, offerEndsAt: `${end}:00${WINTER}` },
          next: { sent: 'wait' },
        },
        wait: { type: 'wait', config: { durationMs: 86_400_000 }, next: { next: 'end' } },
        end: { type: 'exit' },
      });
    const { id } = (await api.call('POST', '/api/journeys', { name: pool, graph: graph(FIRST) })).json() as {
      id: string;
    };
    const publish = async (end: string, choice: string) => {
      const { revision } = (await api.call('GET', `/api/journeys/${id}`)).json() as { revision: number };
      const saved = (
        await api.call('PUT', `/api/journeys/${id}/draft`, { revision, graph: graph(end) })
      ).json() as { revision: number };
      const answer = await api.call('POST', `/api/journeys/${id}/publish`, {
        revision: saved.revision,
        inside: { choice },
      });
      expect(answer.statusCode, answer.body).toBe(201);
    };
    await publish(FIRST, 'finish');
    const person = randomUUID();
    await takeEvent(
      api.database,
      {
        source: 'test',
        messageId: person,
        name: `Sale ${serial}`,
        occurredAtMs: Date.now(),
        identities: [{ kind: 'user', value: person }],
        contact: { phone: `+45302000${String(10 + serial)}` },
        properties: {},
        keys: [],
        isHistory: false,
      },
      { nowMs: Date.now() },
    );
    const { rows } = await api.database.pool.query<{ id: string; contact_id: string }>(
      'select id, contact_id from runs where journey_id = $1',
      [id],
    );
    await issueCoupon(api.database, {
      pool,
      key: `${rows[0]!.id}/text/0`,
      contactId: rows[0]!.contact_id,
      runId: rows[0]!.id,
      expiresAtMs: Date.parse(`${poolEnds}:00${WINTER}`),
      nowMs: Date.now(),
    });
    return {
      id,
      pool,
      publish,
      /** When the code that somebody has ends, what is known of the person, and when the next one will end. */
      ends: async () => {
        const { coupons } = (await api.call('GET', `/api/coupon-pools/${pool}/given`)).json() as {
          coupons: { expiresAt: string }[];
        };
        const { attributes } = (
          await api.database.pool.query<{ attributes: { coupon_expires_at: string } }>(
            'select attributes from contacts where id = $1',
            [rows[0]!.contact_id],
          )
        ).rows[0]!;
        const { pools } = (await api.call('GET', '/api/coupon-pools')).json() as {
          pools: { pool: string; ends: { at: string } }[];
        };
        return [
          coupons[0]!.expiresAt,
          attributes.coupon_expires_at,
          pools.find((one) => one.pool === pool)!.ends.at,
        ];
      },
    };
  }
  const list = (at: string) => ({
    kind: 'list',
    offer: { kind: 'percent', percent: 17 },
    ends: { kind: 'at', at },
  });
  const at = (local: string) => new Date(`${local}:00${WINTER}`).toISOString();
  const all = (local: string) => [at(local), at(local), local];

  test('follow it with those who go over to the new version, as links do', async () => {
    const { publish, ends } = await sale();
    await publish(LATER, 'move');
    expect(await ends()).toEqual(all(LATER));
  });

  test('keep it for those who finish on the version that told them; the next ones end later', async () => {
    const { publish, ends } = await sale();
    await publish(LATER, 'finish');
    expect(await ends()).toEqual([at(FIRST), at(FIRST), LATER]);
  });

  test('do not follow it where they ended at a time of their own', async () => {
    const { publish, ends } = await sale(LATER);
    await publish('2099-11-30T23:59', 'move');
    expect(await ends()).toEqual(all(LATER));
  });

  test('end at once when the offer is called off', async () => {
    const { id, ends } = await sale();
    const before = Date.now();
    const counted = (await api.call('POST', `/api/journeys/${id}/end`, { inside: 'end' })).statusCode;
    expect(counted).toBeLessThan(300);
    const [code] = await ends();
    expect(Date.parse(code!)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(code!)).toBeLessThanOrEqual(Date.now());
  });

  test('follow their pool’s own end', async () => {
    const { pool, ends } = await sale();
    await api.call('PUT', `/api/coupon-pools/${pool}`, list(LATER));
    expect(await ends()).toEqual(all(LATER));
  });
});

test('what every text gets is set, and shown in a preview that is counted as it will be sent', async () => {
  const preview = async () =>
    (
      await api.call('POST', '/api/texts/preview', {
        template: 'Sale: https://acme.example/a',
        entry: {},
      })
    ).json();
  expect(await preview()).toMatchObject({
    text: 'Acme: Sale: http://127.0.0.1:3000/l/xxxxxxxx Reply STOP to opt out',
    parts: 1,
  });
  const settings = {
    brand: 'Fjord',
    addsBrand: true,
    addsOptOut: false,
    linkDomain: 'fjord.link',
    utm: null,
  };
  expect((await api.call('PUT', '/api/settings/texts', settings)).json()).toMatchObject({
    ...settings,
    defaults: { brand: 'Acme' },
    takesReplies: true,
  });
  expect((await preview()).text).toBe('Fjord: Sale: fjord.link/l/xxxxxxxx');
  const bad = await api.call('PUT', '/api/settings/texts', { ...settings, linkDomain: 'two words' });
  expect(bad.statusCode).toBe(400);
});
