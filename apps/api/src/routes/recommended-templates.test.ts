import { randomUUID } from 'node:crypto';
import { drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '../contract/index.js';
import { startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

const DAY = 86_400_000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

/** Events as a shop's app tells them; old ones as the history that they are. */
const tell = (said: { userId: string; event: string; daysAgo: number; properties?: object }[]) =>
  send(said.map((message) => ({ ...message, type: 'track' })));

/** They gave their number and their yes, long ago. */
const agree = (who: string, people: number) =>
  send(
    Array.from({ length: people }, (_, index) => ({
      userId: `${who}-${index}`,
      type: 'identify',
      daysAgo: 130,
      traits: { phone: `+45${28_120_000 + index}`, smsConsent: true },
    })),
  );

async function send(said: { daysAgo: number }[]) {
  const batch = said.map(({ daysAgo, ...message }) => ({
    ...message,
    messageId: randomUUID(),
    timestamp: new Date(Date.now() - daysAgo * DAY).toISOString(),
    context: { history: true },
  }));
  const headers = { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` };
  for (let at = 0; at < batch.length; at += 500) {
    const payload = { batch: batch.slice(at, at + 500) };
    const taken = await api.app.inject({ method: 'POST', url: '/v1/batch', headers, payload });
    expect(taken.statusCode).toBe(200);
  }
}

const orders = (who: string, people: number, daysAgo: number[]) =>
  Array.from({ length: people }, (_, index) => index).flatMap((index) =>
    daysAgo.map((days) => ({
      userId: `${who}-${index}`,
      event: 'Order Completed',
      daysAgo: days,
      properties: { order_id: randomUUID(), total: 100, currency: 'DKK' },
    })),
  );

const recommended = async () =>
  (await api.call('GET', '/api/templates')).json<Gallery>().recommended.map(({ reason }) => reason);

test('nothing is asked for by a tiny shop, and not because all of it were live already', async () => {
  await tell([{ userId: 'few', event: 'Checkout Updated', daysAgo: 2 }]);
  const gallery = async () => (await api.call('GET', '/api/templates')).json<Gallery>();
  expect(await gallery()).toMatchObject({ recommended: [], isAnyLive: false });
  expect((await gallery()).templates.some(({ needs }) => needs.some(({ isMet }) => isMet))).toBe(true);
});

test('the gallery begins where this shop has most to gain, and says why in its own numbers', async () => {
  expect(await recommended()).toEqual([]);

  await tell(orders('silent', 41, [130]));
  expect(await recommended()).toEqual([
    '41 people silent for 120 days; none of them may be texted yet: ask for their yes first.',
  ]);
  await agree('silent', 41);
  await api.database.pool.query(
    `insert into suppressions (phone, at, reason) values ('+4528120000', now(), 'test')`,
  );
  expect(await recommended()).toEqual(['41 people silent for 120 days; 40 of them may be texted.']);
  await api.database.pool.query('delete from suppressions');
  // A day too few.
  await tell(orders('nearly', 4, [119]));
  expect(await recommended()).toEqual(['41 people silent for 120 days: start with win-back.']);

  await tell(
    Array.from({ length: 10 }, (_, index) => ({
      userId: `left-${index}`,
      event: 'Checkout Started',
      daysAgo: 3,
      properties: { checkout_id: `c-${index}`, total: 100 },
    })),
  );
  expect(await recommended()).toEqual([
    '10 checkouts of the last 30 days became no order.',
    '41 people silent for 120 days: start with win-back.',
  ]);

  // Two are enough to begin with: what weighs least is left out.
  await tell(
    Array.from({ length: 20 }, (_, index) => ({
      userId: `new-${index}`,
      event: 'SMS Subscribed',
      daysAgo: 2,
      properties: { purpose: 'marketing' },
    })),
  );
  expect(await recommended()).toEqual([
    '20 people signed up in the last 30 days, and nothing greets them.',
    '10 checkouts of the last 30 days became no order.',
  ]);
});

test('who asked, confirmed and agreed again is one person who signed up', async () => {
  const said = ['SMS Opt-In Requested', 'SMS Subscribed', 'SMS Subscribed'];
  await tell(
    said.map((event) => ({ userId: 'new-0', event, daysAgo: 1, properties: { purpose: 'marketing' } })),
  );
  expect((await recommended())[0]).toMatch(/^20 people signed up/);
});

test('welcome says how many of those who sign up here it would hear', async () => {
  const notes = async (confirm: boolean) =>
    (await api.call('POST', '/api/templates/welcome/draw', { answers: { whom: { confirm } } })).json<{
      notes: string[];
    }>().notes;
  expect(await notes(true)).toContainEqual(
    expect.stringMatching(/^19 people agreed at once in the last 30 days/),
  );
  expect(await notes(false)).toContainEqual(expect.stringMatching(/^1 person asked in the last 30 days/));
});

test('a journey of one’s own that greets is seen, too', async () => {
  const { id } = await publishDrawn(
    api.database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'SMS Subscribed' }, next: { next: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: Date.now() },
  );
  const live = (await api.call('GET', '/api/templates')).json<Gallery>();
  expect(live.recommended[0]!.reason).not.toMatch(/signed up/);
  expect(live.isAnyLive).toBe(true);
  await api.database.kysely
    .updateTable('journeys')
    .set({ status: 'archived' })
    .where('id', '=', id)
    .execute();
  expect((await recommended())[0]).toMatch(/^20 people signed up/);
});

test('a journey of one’s own that begins with checkouts is seen, too, and so is what would begin with the same', async () => {
  const { id } = await publishDrawn(
    api.database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: Date.now() },
  );
  const notes = async () =>
    (await api.call('POST', '/api/templates/abandoned-cart/draw', { answers: {} })).json<{
      notes: string[];
    }>().notes;
  expect((await recommended()).filter((reason) => reason.includes('checkouts'))).toEqual([]);
  expect(await notes()).toContainEqual(expect.stringMatching(/is live and begins with the same event/));
  await api.database.kysely
    .updateTable('journeys')
    .set({ status: 'archived' })
    .where('id', '=', id)
    .execute();
  expect((await recommended()).filter((reason) => reason.includes('checkouts'))).toHaveLength(1);
  expect(await notes()).toEqual([]);
});

test('what is live already is not recommended', async () => {
  const created = await api.call('POST', '/api/templates/welcome/create', { answers: {} });
  const { journeyId } = created.json();
  expect((await recommended())[0]).toMatch(/signed up/);
  expect((await api.call('POST', `/api/journeys/${journeyId}/publish`, { revision: 1 })).statusCode).toBe(
    201,
  );
  expect(await recommended()).toEqual([
    '10 checkouts of the last 30 days became no order.',
    '41 people silent for 120 days: start with win-back.',
  ]);
});

test('what the others lack is said, too', async () => {
  const { templates } = (await api.call('GET', '/api/templates')).json<Gallery>();
  const lacking = Object.fromEntries(
    templates.map(({ id, needs }) => [id, needs.filter(({ isMet }) => !isMet).map(({ missing }) => missing)]),
  );
  expect(lacking['abandoned-cart']).toEqual([expect.stringContaining('No orders came in lately')]);
  expect(lacking['welcome']).toEqual([]);
  expect(lacking['loyalty']).toEqual([expect.stringContaining('No points were earned lately')]);
});
