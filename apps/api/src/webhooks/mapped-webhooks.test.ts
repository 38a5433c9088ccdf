import { listEvents, searchContacts } from '@signalbox/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows, startTestApi, type TestApi } from '../testing.js';
import { mapBody } from './mapped.js';

let api: TestApi;
let path: string;
const MAPPING = {
  items: 'data',
  event: { path: 'type' },
  messageId: 'id',
  time: 'at',
  person: { userId: 'customer.id', phone: 'customer.phone', country: { fixed: 'DK' } },
  properties: { balance: 'points.total' },
};
beforeAll(async () => {
  api = await startTestApi();
  const made = await api.call('POST', '/api/webhook-sources', { name: 'Points app', mapping: MAPPING });
  path = new URL(made.json().url).pathname;
});
afterAll(() => api?.stop());

const send = (payload: string) =>
  api.app.inject({ method: 'POST', url: path, payload, headers: { 'content-type': 'application/json' } });
const item = (id: string, more: object = {}) => ({
  id,
  type: 'Points Changed',
  at: '2026-01-02T03:04:05Z',
  customer: { id: `c-${id}`, phone: '52 51 20 99' },
  points: { total: 120 },
  ...more,
});

describe("anybody's webhooks", () => {
  test('a payload is read by its mapping, once, and what is bad in it costs only itself', async () => {
    const body = JSON.stringify({
      data: [item('1'), 'nonsense', item('2', { customer: {} }), item('3', { type: null })],
    });
    const response = await send(body);
    expect(response.json()).toMatchObject({ status: 'taken', taken: 1 });
    expect(response.json().errors.map((fault: { path: string }) => fault.path)).toEqual(['data.1', 'data.2', 'data.3']); // prettier-ignore
    expect((await send(body)).json()).toMatchObject({ status: 'duplicate', taken: 0 });
    const { contacts } = await searchContacts(api.database, { search: '+4552512099' });
    const [event] = await listEvents(api.database, { contactId: contacts[0]!.id });
    expect(event).toMatchObject({ name: 'Points Changed', properties: { balance: 120 } });
  });

  test('what is in lists within lists is found, and an empty place is named', () => {
    const mapping = {
      ...MAPPING,
      items: 'orders.*.lines',
      properties: { skus: 'parts.*.sku', first: 'parts.0.sku', none: 'parts.*.no' },
    };
    const lines = [item('7', { parts: [{ sku: 'a' }, { sku: 'b' }, 5] })];
    const read = (body: unknown) => mapBody({ id: 's', mapping }, body, Date.now());
    expect(read({ orders: [{ lines }, {}, { lines: [item('8')] }] }).incoming).toMatchObject([
      { properties: { skus: ['a', 'b'], first: 'a', none: [] } },
      { properties: {} },
    ]);
    expect(read({ order: [] }).faults).toEqual([
      { path: 'orders.*.lines', message: 'There is nothing at “orders.*.lines”.' },
    ]);
  });

  test('of a payload that is refused it is said where, and one without end is refused as such', async () => {
    const nobody = await send(JSON.stringify({ data: [item('9', { customer: {} })] }));
    expect([nobody.statusCode, nobody.json().detail]).toEqual([
      400,
      'data.0: It names nobody: no id, e-mail address or phone was found.',
    ]);
    expect((await send('{"data":[]}')).json()).toEqual({ status: 'ignored', taken: 0 });
    const deep = await send('['.repeat(100_000) + ']'.repeat(100_000));
    expect([deep.statusCode, deep.json().detail]).toEqual([400, 'The body is nested too deep to be read.']);
  });

  test('the country is that of the phone, where none is given', () => {
    const mapping = { ...MAPPING, person: { ...MAPPING.person, country: { path: 'customer.country' } } };
    const countryOf = (customer: object) =>
      mapBody({ id: 's', mapping }, { data: [item('5', { customer })] }, Date.now()).incoming[0]?.contact
        ?.country;
    expect(countryOf({ phone: '+46701234567' })).toBe('SE');
    expect(countryOf({ phone: '+46701234567', country: 'dk' })).toBe('DK');
    expect(countryOf({ id: 'c-5' })).toBeUndefined();
  });

  test('a country’s name is as good as its code, and what is no address names nobody', () => {
    const mapping = {
      ...MAPPING,
      person: { ...MAPPING.person, email: 'customer.email', country: { path: 'customer.country' } },
    };
    const customer = { id: 'c-6', phone: '52 51 20 98', country: 'Danmark', email: 'none' };
    const { incoming, faults } = mapBody(
      { id: 's', mapping },
      { data: [item('6', { customer })] },
      Date.now(),
    );
    expect(incoming).toMatchObject([{ contact: { phone: '+4552512098', country: 'DK', email: undefined } }]);
    expect(faults).toMatchObject([{ path: 'data.0', message: expect.stringContaining('“none” is none') }]);
  });

  test('the log tells what came and what became of it, and which event did what', async () => {
    await send(JSON.stringify({ data: [item('4')] }));
    await send('{"data":');
    const { deliveries } = (await api.call('GET', '/api/webhook-deliveries')).json();
    expect(deliveries[0]).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('malformed-json'),
    });
    expect(deliveries[1]).toMatchObject({
      outcome: 'taken',
      topic: 'Points app',
      eventIds: [expect.any(String)],
    });
    const effects = await api.call('GET', `/api/events/${deliveries[1].eventIds[0]}/effects`);
    expect(effects.json().nothing).toContain('No live journey begins with');
    const { events } = (await api.call('GET', '/api/event-names')).json();
    const known = events.find(({ name }: { name: string }) => name === 'Points Changed');
    expect(known.properties).toContainEqual({ path: 'balance', type: 'number', example: '120' });
  });

  test('a mapping can be tried before it is saved, and one that finds nobody is refused', async () => {
    const tried = await api.call('POST', '/api/webhook-sources/test', {
      mapping: MAPPING,
      payload: { data: [item('5')] },
    });
    expect(tried.json().events).toMatchObject([{ name: 'Points Changed', properties: { balance: 120 } }]);
    const refused = await api.call('POST', '/api/webhook-sources', {
      name: 'x',
      mapping: { ...MAPPING, person: {} },
    });
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'invalid-request']);
  });

  test('an address that nobody was given takes nothing in', async () => {
    const before = await countRows(api);
    const response = await api.app.inject({ method: 'POST', url: '/webhooks/in/guess', payload: {} });
    expect([response.statusCode, response.json().code]).toEqual([404, 'unknown-webhook']);
    expect(await countRows(api)).toEqual(before);
  });

  test('no payload makes the mapping throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom('id', 'type', 'at', 'customer'), fc.jsonValue()),
        (whole, one) => {
          mapBody({ id: 's', mapping: MAPPING }, whole, 1_000);
          for (const event of mapBody({ id: 's', mapping: MAPPING }, { data: [one] }, 1_000).incoming)
            expect(Number.isFinite(event.occurredAtMs)).toBe(true);
        },
      ),
    );
  });
});
