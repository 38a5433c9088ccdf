import { beginSending, isSuppressed, optOuts } from '@signalbox/store';
import { addPerson } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromCarrier, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const reply = (id: string, phone: string, text: string) =>
  api.app.inject(
    fromCarrier('/webhooks/plivo/inbound', {
      MessageUUID: id,
      From: phone.slice(1),
      To: '4552512020',
      Text: text,
      Type: 'sms',
    }),
  );

const unsubscribed = async (phone: string) =>
  (
    await api.database.kysely
      .selectFrom('events')
      .innerJoin('contacts', 'contacts.id', 'events.contact_id')
      .select('properties')
      .where('contacts.phone', '=', phone)
      .where('name', '=', 'SMS Unsubscribed')
      .execute()
  ).map(({ properties }) => properties);

const doors: [door: string, phone: string, stop: (phone: string, contactId: string) => Promise<unknown>][] = [
  ['a STOP by text', '+4552512101', (phone) => reply('stop', phone, 'STOP')],
  [
    'a doubtful reply that somebody judged',
    '+4552512102',
    async (phone) => {
      await reply('doubtful', phone, 'enough!');
      const { reviews } = (await api.call('GET', '/api/reply-reviews')).json();
      await api.call('POST', `/api/reply-reviews/${reviews[0].id}`, { decision: 'stop' });
    },
  ],
  [
    'a stop by hand',
    '+4552512103',
    (_, id) => api.call('POST', `/api/contacts/${id}/revoke`, { purpose: null, note: 'by phone' }),
  ],
  [
    'a block at the carrier',
    '+4552512104',
    async (phone, contactId) => {
      await beginSending(
        api.database,
        { runId: null, journeyId: null, nodeId: null, contactId, sendKey: 'b', phone, purpose: 'marketing' },
        { sender: '+4552512020', token: 'blocked', compose: { body: 'Hej', parts: 1, encoding: 'GSM-7' } },
        { atMs: Date.now(), heedStop: false },
      );
      const status = (form: Record<string, string>) =>
        api.app.inject(fromCarrier('/webhooks/plivo/status/blocked', { MessageUUID: 'uuid', ...form }));
      await status({ Status: 'sent' });
      await status({ Status: 'failed', ErrorCode: '200' });
    },
  ],
];

test.each(doors)('%s stops texts and is told, so that figures count it once', async (_, phone, stop) => {
  const contactId = await addPerson(api.database, { phone });
  const people = async () => (await optOuts(api.database, 0, Date.now() + 60_000)).people;
  const before = await people();
  await stop(phone, contactId);
  expect(await isSuppressed(api.database, phone)).toBe(true);
  expect(await unsubscribed(phone)).toMatchObject([{ purpose: 'marketing' }]);
  expect(await people()).toBe(before + 1);
  await reply(`again-${phone}`, phone, 'stop');
  expect(await unsubscribed(phone)).toHaveLength(1);
});

test('a stop by hand stands in the timeline with words, not with a name of ours', async () => {
  const id = await addPerson(api.database, { phone: '+4552512106' });
  await api.call('POST', `/api/contacts/${id}/revoke`, { purpose: 'marketing', note: 'by phone' });
  await api.call('POST', `/api/contacts/${id}/revoke`, { purpose: null, note: 'by phone' });
  const { entries } = (await api.call('GET', `/api/contacts/${id}/timeline`)).json();
  const details = entries.map(({ detail }: { detail: string | null }) => detail);
  expect(details).toEqual(expect.arrayContaining(['From somebody here', 'By somebody here: by phone']));
});

test('a stop that broke off before it was told is told when it is said again', async () => {
  const phone = '+4552512105';
  await addPerson(api.database, { phone });
  await api.database.kysely
    .insertInto('suppressions')
    .values({ phone, reason: 'Replied “stop”', at: new Date(Date.now() - 1_000) })
    .execute();
  await reply('broken-off', phone, 'STOP');
  expect(await unsubscribed(phone)).toHaveLength(1);
});
