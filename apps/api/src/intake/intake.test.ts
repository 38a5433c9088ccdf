import { Analytics } from '@segment/analytics-node';
import { listEvents, searchContacts } from '@signalbox/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows, startTestApi, WRITE_KEY, type TestApi } from '../testing.js';
import { mapSegmentMessage } from './segment-message.js';

let api: TestApi;
let origin: string;
beforeAll(async () => {
  api = await startTestApi();
  origin = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api?.stop());

const authorization = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`;
const post = (url: string, payload: object) =>
  api.app.inject({ method: 'POST', url, payload, headers: { authorization } });

describe("Segment's API", () => {
  test("Segment's own library, unmodified, delivers people and events", async () => {
    const analytics = new Analytics({ writeKey: WRITE_KEY, host: origin, flushAt: 2 });
    const failures: unknown[] = [];
    analytics.on('error', (error) => failures.push(error));
    analytics.identify({
      userId: 'sdk-1',
      traits: { firstName: 'Sofie', phone: '+45 52 51 20 30', smsConsent: true },
    });
    analytics.track({ userId: 'sdk-1', event: 'Product Viewed', properties: { name: 'Fjord jacket' } });
    await analytics.flush({ close: true });
    expect(failures).toEqual([]);
    const { contacts } = await searchContacts(api.database, { search: '+4552512030' });
    expect(contacts[0]).toMatchObject({ firstName: 'Sofie', smsConsent: 'granted' });
    expect(await listEvents(api.database, { contactId: contacts[0]!.id })).toMatchObject([
      { name: 'Product Viewed' },
    ]);
  });

  test('a partly bad batch loses only what is bad, and says which', async () => {
    const batch = [
      { type: 'track', userId: 'b1', event: 'Good', messageId: 'good-1' },
      { type: 'track', event: 'Nobody' },
      'nonsense',
      { type: 'identify', userId: 'b2', traits: { firstName: 'Kept', phone: 'no number' } },
    ];
    const response = await post('/v1/batch', { batch });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      success: false,
      taken: 2,
      errors: [{ path: 'batch.1' }, { path: 'batch.2' }],
      warnings: [{ path: 'batch.3', message: expect.stringContaining('no number') }],
    });
    expect((await searchContacts(api.database, { search: 'Kept' })).total).toBe(1);
  });

  test('history in a batch goes in at once, and loses only what is bad', async () => {
    const mark = crypto.randomUUID();
    const batch = Array.from({ length: 200 }, (_, index) => ({
      type: 'track',
      userId: `${mark}-${index % 20}`,
      event: 'Looked Back',
      messageId: `${mark}-${index % 190}`,
      timestamp: '2026-01-01T10:00:00Z',
      properties: { index },
      context: { history: true },
    }));
    batch[50] = { ...batch[50]!, event: '' };
    let connections = 0;
    const count = () => (connections += 1);
    api.database.pool.on('acquire', count);
    const response = await post('/v1/batch', { batch });
    api.database.pool.off('acquire', count);
    expect(response.json()).toMatchObject({ taken: 199, errors: [{ path: 'batch.50' }] });
    // Two stretches, not two hundred messages.
    expect(connections).toBeLessThan(20);
    const { rows } = await api.database.pool.query<{ events: number; people: number }>(
      `select count(*)::int as events, count(distinct contact_id)::int as people from events where message_id like $1`,
      [`${mark}%`],
    );
    expect(rows).toEqual([{ events: 189, people: 20 }]);
  });

  test('a message that comes twice is taken once', async () => {
    const message = { userId: 'twice', event: 'Once', messageId: 'm-twice' };
    await post('/v1/track', message);
    await post('/v1/track', message);
    expect(await listEvents(api.database, { name: 'Once' })).toHaveLength(1);
  });

  test('without the write key nothing gets in', async () => {
    const before = await countRows(api);
    const response = await api.app.inject({
      method: 'POST',
      url: '/v1/track',
      payload: { userId: 'x', event: 'x' },
    });
    expect([response.statusCode, response.json().code]).toEqual([401, 'wrong-write-key']);
    expect(await countRows(api)).toEqual(before);
  });

  test('a clock that runs ahead is put right', () => {
    const nowMs = Date.parse('2026-11-02T12:00:00Z');
    const mapped = mapSegmentMessage(
      {
        type: 'track',
        userId: 'u',
        event: 'e',
        originalTimestamp: '2026-11-02T12:59:00Z',
        sentAt: '2026-11-02T13:00:00Z',
      },
      nowMs,
    );
    expect(mapped.ok && mapped.incoming?.occurredAtMs).toBe(nowMs - 60_000);
  });

  test("a sender's clock is put right by when it sent, and what was long on its way stays as old as it is", () => {
    const nowMs = Date.parse('2026-11-02T12:00:00Z');
    const at = (times: object) => {
      const mapped = mapSegmentMessage({ type: 'track', userId: 'u', event: 'e', ...times }, nowMs);
      return mapped.ok ? new Date(mapped.incoming.occurredAtMs).toISOString() : mapped.message;
    };
    expect(at({ timestamp: '2026-11-05T11:59:00Z', sentAt: '2026-11-05T12:00:00Z' })).toBe(
      '2026-11-02T11:59:00.000Z',
    );
    expect(at({ timestamp: '2026-11-02T09:59:00Z', sentAt: '2026-11-02T10:00:00Z' })).toBe(
      '2026-11-02T11:59:00.000Z',
    );
    const inJanuary = { timestamp: '2026-01-05T08:00:00Z', sentAt: '2026-01-05T08:00:01Z' };
    expect(at(inJanuary)).toBe('2026-01-05T08:00:00.000Z');
    const bySegment = { originalTimestamp: '2026-01-05T09:00:00Z', receivedAt: '2026-01-05T08:00:02Z' };
    expect(at({ ...inJanuary, ...bySegment })).toBe('2026-01-05T08:00:00.000Z');
  });

  test('ids of 64 bits are kept to the digit', async () => {
    const body =
      '{"type":"track","userId":820982911946154508,"event":"Order Completed","properties":{"order_id":820982911946154507,"total":9.5}}';
    const response = await api.app.inject({
      method: 'POST',
      url: '/v1/track',
      payload: body,
      headers: { authorization, 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBe(200);
    const { rows } = await api.database.pool.query(
      `select e.keys, e.properties, i.value from events e join contact_identities i using (contact_id)
       where e.properties ->> 'order_id' = '820982911946154507' and i.kind = 'user'`,
    );
    expect(rows).toEqual([
      {
        keys: ['purchase:segment/order/820982911946154507'],
        properties: { order_id: '820982911946154507', total: 9.5 },
        value: '820982911946154508',
      },
    ]);
  });

  test('the state of an address is where somebody lives', () => {
    const mapped = mapSegmentMessage(
      { type: 'identify', userId: 'u', traits: { address: { state: 'FL', country: 'US' } } },
      Date.now(),
    );
    expect(mapped.ok && mapped.incoming.contact).toMatchObject({
      country: 'US',
      attributes: { region: 'FL' },
    });
  });

  test('no message makes the mapping throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (message) => void mapSegmentMessage(message, 0)));
    const fields = [
      'userId',
      'event',
      'traits',
      'properties',
      'context',
      'timestamp',
      'sentAt',
      'originalTimestamp',
      'messageId',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (message) => {
        const mapped = mapSegmentMessage({ type: 'track', ...message }, 1_000_000);
        if (mapped.ok && mapped.incoming) expect(Number.isFinite(mapped.incoming.occurredAtMs)).toBe(true);
      }),
    );
  });
});

describe('the demo', () => {
  const finished = async (jobId: string) => {
    for (;;) {
      const job = (await api.call('GET', `/api/jobs/${jobId}`)).json();
      if (job.status !== 'running') return job;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  test('it loads once, and neither starts a journey nor texts anybody', async () => {
    const load = async () => finished((await api.call('POST', '/api/demo')).json().jobId);
    expect(await load()).toMatchObject({ status: 'done', message: expect.stringContaining('is loaded') });
    const rows = await countRows(api);
    expect(rows).toMatchObject({ runs: 0, outbox: 0 });
    expect(await load()).toMatchObject({ message: expect.stringContaining('before') });
    expect(await countRows(api)).toEqual(rows);
  });

  test('a real purchase history is counted rightly, starts no journey and texts nobody', async () => {
    const trigger = {
      id: 'start',
      type: 'event-trigger',
      position: { x: 0, y: 0 },
      data: { version: 1, config: { event: 'Order Completed' } },
    };
    const end = { id: 'end', type: 'exit', position: { x: 0, y: 0 }, data: { version: 1, config: {} } };
    const way = { id: 'way', source: 'start', sourceHandle: 'next', target: 'end' };
    const graph = { schemaVersion: 1, nodes: [trigger, end], edges: [way] };
    const { id, revision } = (await api.call('POST', '/api/journeys', { name: 'Thanks', graph })).json();
    expect((await api.call('POST', `/api/journeys/${id}/publish`, { revision })).statusCode).toBe(201);

    const job = await finished((await api.call('POST', '/api/demo/history', { rows: 2_000 })).json().jobId);
    expect(job).toMatchObject({ status: 'done', done: 2_000 });
    expect(await countRows(api)).toMatchObject({ runs: 0, outbox: 0 });

    const { rows } = await api.database.pool.query(`
      select c.order_count::int as counted, (c.total_spent->>'USD')::bigint as spent,
        count(e.id)::int as recounted, sum(round((e.properties->>'total')::numeric * 100))::bigint as respent
      from contacts c join events e on e.contact_id = c.id and e.name = 'Order Completed'
      join contact_identities i on i.contact_id = c.id and i.value like 'cdnow-%' group by c.id`);
    expect(rows.length).toBeGreaterThan(500);
    for (const row of rows) expect([row.counted, row.spent]).toEqual([row.recounted, row.respent]);
  });
});
