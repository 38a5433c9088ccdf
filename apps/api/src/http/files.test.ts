import { randomUUID } from 'node:crypto';
import { startJourney } from '@signalbox/store';
import { addPerson, drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';
import { csvLine } from './files.js';

let api: TestApi;
let contactId: string;
beforeAll(async () => {
  api = await startTestApi();
  contactId = await addPerson(api.database, { firstName: '=Anna', phone: '+4520123456' });
});
afterAll(() => api?.stop());

const linesOf = async (url: string) => {
  const file = await api.call('GET', url);
  expect(file.headers['content-type']).toContain('text/csv');
  // By this mark Excel knows that it is UTF-8.
  expect(file.body).toMatch(/^\uFEFF/);
  const [head, ...lines] = file.body.slice(1).trimEnd().split('\r\n');
  return { head, lines, file: file.headers['content-disposition'] };
};

test('what a spreadsheet would run, or break a line at, stands in a cell as it is', () => {
  expect(csvLine(['=1+1', '-2', '+4520123456', '+1+1', 'a,"b"\nc', null, 0])).toBe(
    `'=1+1,-2,+4520123456,'+1+1,"a,""b""\nc",,0\r\n`,
  );
});

test('events come whole, however many share an instant, or those of one name', async () => {
  await api.database.pool.query(
    `insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, is_history)
     select gen_random_uuid(), 'test', 'csv-' || n, case when n % 2 = 0 then 'Order Placed' else 'Page Viewed' end,
       $1, now(), now(), jsonb_build_object('n', n), false from generate_series(1, 2500) n`,
    [contactId],
  );
  const all = await linesOf('/api/export/events.csv');
  expect(all.head).toBe('occurred at,received at,event,person,phone,source,properties');
  expect(new Set(all.lines.filter((line) => line.includes('""n""'))).size).toBe(2_500);
  const orders = await linesOf('/api/export/events.csv?name=Order%20Placed');
  expect(orders.lines).toHaveLength(1_250);
  expect(orders.lines[0]).toMatch(/,Order Placed,'=Anna,\+4520123456,test,"{""n"":\d+}"$/);
  expect(orders.file).toContain("filename*=UTF-8''order-placed.csv");
});

test('the people of a journey come with the name of the step at which they are', async () => {
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'end' } },
    end: { type: 'exit' },
  });
  const { id: journeyId } = await publishDrawn(api.database, graph, { nowMs: Date.now() });
  const nowMs = Date.now();
  await startJourney(api.database, { journeyId, contactId, properties: {}, key: 'csv' }, { nowMs });
  const { rows } = await api.database.pool.query<{ id: string }>('select id from runs');
  await api.database.pool.query(
    `insert into run_steps (run_id, seq, node_id, visit, entered_at) values ($1, 1, 'start', 0, now())`,
    [rows[0]!.id],
  );
  const { head, lines } = await linesOf(`/api/journeys/${journeyId}/runs.csv`);
  expect(head).toBe('entered at,person,phone,state,at,goes on,left at,outcome,version');
  expect(lines).toEqual([expect.stringMatching(/^\d{4}-.*Z,'=Anna,\+4520123456,starting,[A-Z][^,]+,,,,1$/)]);
  expect((await linesOf(`/api/journeys/${journeyId}/runs.csv?status=ended`)).lines).toEqual([]);
  expect((await api.call('GET', `/api/journeys/${randomUUID()}/runs.csv`)).statusCode).toBe(404);
});

test('a line comes in its order, and the codes that people have', async () => {
  await api.database.pool.query(
    `insert into waitlist (id, shop, product_id, variant_id, contact_id, phone, quantity, state, asked_at, expires_at)
     select gen_random_uuid(), 'acme', '1', '2', $1, '+45201000' || n, n - 9, 'waiting', now() + n * interval '1 s', now() + interval '90 d'
     from generate_series(10, 12) n`,
    [contactId],
  );
  const line = await linesOf('/api/waitlists/line.csv?shop=acme&variantId=2');
  expect(line.lines.map((text) => text.replace(/,[^,]*Z,/, ',…,'))).toEqual([
    "1,'=Anna,+4520100010,,1,…,,waiting,",
    "2,'=Anna,+4520100011,,2,…,,waiting,",
    "3,'=Anna,+4520100012,,3,…,,waiting,",
  ]);

  await api.call('PUT', '/api/coupon-pools/Velkommen%20%C3%A6', { kind: 'list' });
  await api.call('POST', '/api/coupon-pools/Velkommen%20%C3%A6/csv', { csv: 'A-1\nA-2' });
  await api.database.pool.query(
    `update coupons set contact_id = $1, issue_key = 'k', issued_at = now() where code = 'A-2'`,
    [contactId],
  );
  const codes = await linesOf('/api/coupon-pools/Velkommen%20%C3%A6/given.csv');
  expect(codes.lines).toEqual([expect.stringMatching(/^A-2,'=Anna,\d{4}-.*Z,,given,,$/)]);
  expect(codes.file).toContain('velkommen-%C3%A6-codes.csv');
  expect((await api.call('GET', '/api/coupon-pools/none/given.csv')).statusCode).toBe(404);
});

test('journeys, what people wrote, and the webhooks that came', async () => {
  const [journey] = (await linesOf('/api/export/journeys.csv')).lines;
  expect(journey).toMatch(/,live,1,\d+,1,0,0,\d{4}-.*Z$/);

  await api.database.pool.query(
    `insert into inbound_messages (id, carrier_id, phone, recipient, body, contact_id, received_at)
     select gen_random_uuid(), 'in-' || n, '+4520123456', '+4552512020', case n when 1 then 'Hej, "I"' else 'nr ' || n end, $1,
       date_trunc('second', now()) - (n / 2) * interval '1 s'
     from generate_series(1, 1003) n`,
    [contactId],
  );
  const replies = await linesOf('/api/export/replies.csv');
  expect(replies.lines).toHaveLength(1003);
  expect(new Set(replies.lines).size).toBe(1003);
  expect(replies.lines[0]).toMatch(/^\d{4}-.*Z,'=Anna,\+4520123456,"Hej, ""I"""$/);

  await api.database.pool.query(
    `insert into webhook_deliveries (integration, topic, at, outcome, detail, event_ids, payload, took_ms)
     values ('shopify', 'orders/create', now(), 'refused', 'The signature is wrong', '{}', '{}', 4),
       ('woocommerce', 'order.created', now(), 'taken', null, '{}', '{}', 5)`,
  );
  const { lines } = await linesOf('/api/export/webhooks.csv?integration=shopify');
  expect(lines).toEqual([
    expect.stringMatching(/Z,shopify,orders\/create,refused,The signature is wrong,4$/),
  ]);
});
