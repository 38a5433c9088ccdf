import {
  consentState,
  isSuppressed,
  pageTokenOf,
  preferencesOf,
  saveLinks,
  takeEvent,
  type NewLink,
} from '@signalbox/store';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';

let api: TestApi;
let phone: string;
let contactId: string;
let serial = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  phone = `+4552${String(++serial).padStart(6, '0')}`;
  contactId = await somebody({ language: 'en' });
});

async function somebody({ language }: { language: string }): Promise<string> {
  const { contactId: id } = await takeEvent(
    api.database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'phone', value: phone }],
      contact: { phone, firstName: 'Anna', language, country: 'DK' },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now() }],
      properties: {},
      keys: [],
      isHistory: true,
    },
    { nowMs: Date.now() },
  );
  return id!;
}

/** A link of a text that was sent a minute ago. */
async function linkOf(changes: Partial<NewLink> = {}): Promise<string> {
  const link: NewLink = {
    slot: '0',
    code: crypto.randomUUID().slice(0, 8),
    kind: 'url',
    url: 'https://acme.example/cart?utm_source=signalbox',
    name: 'cart',
    expiresAtMs: null,
    ...changes,
  };
  const messageId = crypto.randomUUID();
  const sendKey = `test/${messageId}`;
  const sentAt = new Date(Date.now() - 60_000);
  await api.database.kysely
    .insertInto('messages')
    .values({
      id: messageId,
      send_key: sendKey,
      contact_id: contactId,
      phone,
      purpose: 'marketing',
      state: 'sent',
      body: 'Acme: your cart waits <here>',
      planned_at: sentAt,
      sending_at: sentAt,
      accepted_at: sentAt,
    })
    .execute();
  const text = {
    sendKey,
    runId: null,
    journeyId: null,
    nodeId: 'remind',
    contactId,
    phone,
    purpose: 'marketing',
  };
  await saveLinks(api.database.kysely, text, messageId, [link], Date.now());
  return link.code;
}

const open = (
  path: string,
  { method = 'GET', agent = SAFARI }: { method?: 'GET' | 'HEAD'; agent?: string } = {},
) => api.app.inject({ method, url: path, headers: { 'user-agent': agent } });
const press = (path: string, form: string) =>
  api.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': SAFARI },
    payload: form,
  });
const eventsOf = (name: string) =>
  api.database.kysely
    .selectFrom('events')
    .select(['properties', 'contact_id'])
    .where('name', '=', name)
    .where('contact_id', '=', contactId)
    .execute();

test('a link leads where it should, is never cached, and tells that a person clicked, once for two quick taps', async () => {
  const code = await linkOf();
  const answer = await open(`/l/${code}`);
  await open(`/l/${code}`);
  expect(answer.statusCode).toBe(302);
  expect(answer.headers).toMatchObject({
    location: 'https://acme.example/cart?utm_source=signalbox',
    'cache-control': 'no-store',
  });
  const events = await eventsOf('Link Clicked');
  expect(events.length).toBeLessThanOrEqual(2); // the taps may lie on both sides of a boundary
  expect(events[0]!.properties).toMatchObject({ link_name: 'cart', code, node_id: 'remind' });
});

test('robots, previews and looks ahead get there, too, and are kept apart from people', async () => {
  const code = await linkOf();
  expect((await open(`/l/${code}`, { agent: 'WhatsApp/2.23.20.0' })).statusCode).toBe(302);
  expect((await open(`/l/${code}`, { method: 'HEAD' })).statusCode).toBe(302);
  expect((await open(`/l/${code}`, { agent: 'curl/8.9.1' })).statusCode).toBe(302);
  expect(await eventsOf('Link Clicked')).toEqual([]);
  const clicks = await api.database.kysely
    .selectFrom('link_clicks')
    .select('by')
    .where('code', '=', code)
    .orderBy('id')
    .execute();
  expect(clicks.map(({ by }) => by)).toEqual(['preview', 'preview', 'bot']);
});

test('a link that has ended shows a friendly page and counts no click', async () => {
  const code = await linkOf({ expiresAtMs: Date.now() - 1 });
  const answer = await open(`/l/${code}`);
  expect(answer.statusCode).toBe(410);
  expect(answer.body).toContain('This has ended');
  expect(await eventsOf('Link Clicked')).toEqual([]);
});

test('of somebody whose language is not known, a link that has ended speaks that of the text it came in', async () => {
  await api.database.kysely
    .updateTable('contacts')
    .set({ language: null })
    .where('id', '=', contactId)
    .execute();
  const code = await linkOf({ expiresAtMs: Date.now() - 1 });
  const afterText = async (body: string) => {
    await api.database.kysely
      .updateTable('messages')
      .set({ body })
      .where('contact_id', '=', contactId)
      .execute();
    return (await open(`/l/${code}`)).body;
  };
  expect(await afterText('Acme: 20%')).toContain('Det er slut');
  expect(await afterText('Acme: your early access is open until 10:00, before everyone else')).toContain(
    'This has ended',
  );
});

test('fetching an opt-out link changes nothing; its button stops the texts, and another takes that back', async () => {
  const code = await linkOf({ kind: 'opt-out', slot: 'opt-out', url: null, name: null });
  for (const agent of [SAFARI, 'WhatsApp/2.23.20.0']) {
    const page = await open(`/l/${code}`, { agent });
    expect(page.body).toContain('Stop the texts');
    expect(page.headers['x-robots-tag']).toContain('noindex');
  }
  expect(await isSuppressed(api.database, phone)).toBe(false);

  expect((await press(`/l/${code}`, 'choice=stop')).body).toContain('No more texts.');
  await press(`/l/${code}`, 'choice=stop');
  expect(await isSuppressed(api.database, phone)).toBe(true);
  expect(await eventsOf('SMS Unsubscribed')).toHaveLength(1);

  await press(`/l/${code}`, 'choice=start');
  expect(await isSuppressed(api.database, phone)).toBe(false);
});

test('a sign-up is confirmed by a button, and what it said is kept', async () => {
  await api.database.kysely.deleteFrom('consents').where('phone', '=', phone).execute();
  const code = await linkOf({ kind: 'opt-in', slot: 'opt-in', url: null, name: null });
  expect((await open(`/l/${code}`)).body).toContain('Yes, text me');
  expect(await consentState(api.database, phone, 'marketing')).toBe('none');
  await press(`/l/${code}`, 'choice=join');
  expect(await consentState(api.database, phone, 'marketing')).toBe('granted');
  const consent = await api.database.kysely
    .selectFrom('consents')
    .select(['evidence', 'source'])
    .where('phone', '=', phone)
    .executeTakeFirstOrThrow();
  expect(consent).toMatchObject({
    source: 'page',
    evidence: { wording: expect.stringContaining('Yes, text me') },
  });
  expect(await eventsOf('SMS Subscribed')).toHaveLength(1);
});

test('where the carrier keeps a STOP, whoever comes back by a page is told to text START as well', async () => {
  const tells = 'text START to +4552512020';
  const pressed = async (choice: string) =>
    (
      await api.app.inject({
        method: 'POST',
        url: `/l/${await linkOf({ kind: 'opt-out', url: null })}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `choice=${choice}`,
      })
    ).body;
  await pressed('stop');
  expect(await pressed('start')).not.toContain(tells);
  phone = '+12025550188';
  await pressed('stop');
  const page = `/p/${await pageTokenOf(api.database.kysely, phone, Date.now())}`;
  expect((await api.app.inject({ url: page })).body).toContain(tells);
  expect(await pressed('start')).toContain(tells);
  expect((await api.app.inject({ url: page })).body).not.toContain(tells);
});

test('who guesses codes is stopped, but whoever has good ones is not counted', async () => {
  const code = await linkOf();
  const ask = (path: string, remoteAddress: string) =>
    api.app.inject({ method: 'GET', url: path, remoteAddress, headers: { 'user-agent': SAFARI } });
  for (let index = 0; index < 60; index++) await ask(`/l/${code}`, '10.1.1.1');
  expect((await ask(`/l/${code}`, '10.1.1.1')).statusCode).toBe(302);
  for (let index = 0; index < 40; index++)
    expect((await ask(`/l/guess${index}`, '10.2.2.2')).statusCode).toBe(404);
  expect((await ask(`/l/${code}`, '10.2.2.2')).statusCode).toBe(429);
});

test('the page of a number says why, and its buttons do what they say', async () => {
  await linkOf();
  const token = await pageTokenOf(api.database.kysely, phone, Date.now());
  expect(await pageTokenOf(api.database.kysely, phone, Date.now())).toBe(token);
  const page = await open(`/p/${token}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Why did I get this?');
  expect(page.body).toContain('your cart waits &#60;here&#62;');
  expect(page.body).not.toContain(phone);
  expect(page.body).not.toContain('<script');

  await press(`/p/${token}`, 'choice=fewer');
  await press(`/p/${token}`, 'choice=pause');
  const [fewer, pause] = await preferencesOf(api.database, phone);
  // A pause ends as it was before.
  expect(fewer).toMatchObject({ topic: '*', choice: 'fewer', until: null });
  expect(pause).toMatchObject({ topic: '*pause', choice: 'no' });
  expect(pause!.until!.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  expect((await open(`/p/${token}`)).body).toContain('Paused until');

  await press(`/p/${token}`, 'choice=go-on');
  expect((await open(`/p/${token}`)).body).toContain('Pause for 30 days');
  await press(`/p/${token}`, 'choice=topics&topic=marketing&topic=back-in-stock');
  expect(await preferencesOf(api.database, phone)).toMatchObject([
    { topic: '*', choice: 'fewer' },
    { topic: '*pause', choice: 'yes', until: null },
    { topic: 'cart-reminder', choice: 'no' },
  ]);

  const answer = await press(`/p/${token}`, 'choice=stop');
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: `/p/${token}?saved=1` } });
  expect(await isSuppressed(api.database, phone)).toBe(true);
  expect((await open(`/p/${token}`)).body).toContain('You get no texts');
  await press(`/p/${token}`, 'choice=start');
  expect(await isSuppressed(api.database, phone)).toBe(false);
});

test('my data is all that is kept, as a file, and only mine', async () => {
  await linkOf();
  const token = await pageTokenOf(api.database.kysely, phone, Date.now());
  const answer = await open(`/p/${token}/data`);
  expect(answer.headers['content-disposition']).toContain('my-data.json');
  expect(answer.json()).toMatchObject({
    phone,
    people: [{ first_name: 'Anna' }],
    consents: [{ purpose: 'marketing', state: 'granted' }],
    texts_sent: [{ body: 'Acme: your cart waits <here>' }],
  });
  expect(new Set(answer.body.match(/\+45\d{8}/g))).toEqual(new Set([phone]));
});

test('a Dane reads Danish; a token that is none leads nowhere', async () => {
  await somebody({ language: 'da' });
  const token = await pageTokenOf(api.database.kysely, phone, Date.now());
  const page = await open(`/p/${token}`);
  expect(page.body).toContain('<html lang="da">');
  expect(page.body).toContain('Hvorfor fik jeg denne?');
  expect((await open('/p/nothing')).statusCode).toBe(404);
});
