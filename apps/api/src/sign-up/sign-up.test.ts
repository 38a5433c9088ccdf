import { consentState, findContactByPhone, isSuppressed, recordInbound, suppress } from '@signalbox/store';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.js';
import { fromCarrier, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
let phone: string;
let slug: string;
let serial = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());
beforeEach(() => {
  serial++;
  phone = `+4552512${String(serial).padStart(3, '0')}`;
  slug = `form-${serial}`;
});

const makeForm = async (changes: object = {}) => {
  const made = await api.call('POST', '/api/sign-up-forms', {
    slug,
    name: 'Footer',
    title: 'News by text',
    wording: 'Yes, Acme may text me offers, about twice a month.',
    success: 'Welcome in.',
    purposes: ['marketing'],
    ...changes,
  });
  expect(made.statusCode, made.body).toBe(201);
  return made.json<{ id: string }>().id;
};

const fill = (fields: Record<string, string> = {}, ip = `10.0.0.${serial}`) =>
  api.app.inject({
    method: 'POST',
    url: `/f/${slug}`,
    remoteAddress: ip,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Safari' },
    payload: new URLSearchParams({
      phone: phone.slice(3),
      country: 'DK',
      agrees: 'yes',
      ...fields,
    }).toString(),
  });

async function reply(text: string, carrierId: string = crypto.randomUUID()) {
  const form = { MessageUUID: carrierId, From: phone.slice(1), To: '4552512020', Text: text };
  const answer = await api.app.inject(fromCarrier('/webhooks/plivo/inbound', form));
  expect(answer.statusCode, answer.body).toBe(200);
}
const textsTo = async () =>
  (
    await api.database.kysely
      .selectFrom('messages')
      .select(['body', 'purpose'])
      .where('phone', '=', phone)
      .execute()
  ).filter(({ purpose }) => purpose === 'opt-in-confirmation');
const subscribed = async () =>
  (
    await api.database.kysely
      .selectFrom('events')
      .innerJoin('contacts', 'contacts.id', 'events.contact_id')
      .select('events.id')
      .where('contacts.phone', '=', phone)
      .where('events.name', '=', 'SMS Subscribed')
      .execute()
  ).length;

test('a sign-up in one step is kept with what was shown, where, by whom and for what', async () => {
  await makeForm({ isDouble: false, tag: 'footer' });
  const page = await api.app.inject({ url: `/f/${slug}` });
  expect(page.body).toContain('Yes, Acme may text me offers, about twice a month.');
  expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
  const script = await api.app.inject({ url: `/f/${slug}.js` });
  expect(script.body).toContain(`/f/${slug}?embedded=1`);
  const answer = await fill({ firstName: 'Anna' });
  expect(answer.body).toContain('Welcome in.');

  const row = await api.database.kysely
    .selectFrom('consents')
    .selectAll()
    .where('phone', '=', phone)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ purpose: 'marketing', state: 'granted', source: 'form' });
  expect(row.evidence).toMatchObject({
    wording: 'Yes, Acme may text me offers, about twice a month.',
    form: 'Footer',
    ip: `10.0.0.${serial}`,
    userAgent: 'Safari',
    url: expect.stringContaining(`/f/${slug}`),
  });
  expect(await subscribed()).toBe(1);
  expect((await findContactByPhone(api.database, phone))?.firstName).toBe('Anna');
  expect(await textsTo()).toEqual([]);
});

test('the same number twice is one, and who is in already is told so and texted nothing', async () => {
  await makeForm({ isDouble: false });
  await Promise.all([fill(), fill()]);
  const again = await fill();
  expect(again.body).toContain('You’re in already');
  expect(await subscribed()).toBe(1);
  const { forms } = (await api.call('GET', '/api/sign-up-forms')).json<{
    forms: { slug: string; counts: object }[];
  }>();
  expect(forms.find((form) => form.slug === slug)?.counts).toEqual({ shown: 0, signedUp: 1, confirmed: 1 });
});

test('in two steps nothing is granted until the number itself says yes, and the question comes once', async () => {
  await makeForm({ language: 'da' });
  await Promise.all([fill(), fill()]);
  await fill();
  const texts = await textsTo();
  expect(texts).toHaveLength(1);
  expect(texts[0]!.body).toMatch(/^Acme: svar JA/);
  expect(await consentState(api.database, phone, 'marketing')).toBe('none');
  expect(await subscribed()).toBe(0);

  await reply('ja');
  expect(await consentState(api.database, phone, 'marketing')).toBe('granted');
  expect(await subscribed()).toBe(1);
  await reply('ja');
  expect(await subscribed()).toBe(1);
  const { evidence } = await api.database.kysely
    .selectFrom('consents')
    .select('evidence')
    .where('phone', '=', phone)
    .executeTakeFirstOrThrow();
  expect(evidence).toMatchObject({
    wording: expect.stringContaining('Acme'),
    ip: `10.0.0.${serial}`,
    by: 'reply',
  });
});

test('the link of the confirmation says yes, too, to what was asked for and to nothing else, once', async () => {
  const purposes = ['back-in-stock', 'cart-reminder'];
  await makeForm({ purposes });
  await fill();
  const [text] = await textsTo();
  const path = /\/l\/[A-Za-z0-9]+/.exec(text!.body!)![0];
  const press = () =>
    api.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'choice=join',
    });
  await press();
  await press();
  for (const purpose of purposes) expect(await consentState(api.database, phone, purpose)).toBe('granted');
  expect(await consentState(api.database, phone, 'marketing')).toBe('none');
  expect(await subscribed()).toBe(purposes.length);
  const { evidence } = await api.database.kysely
    .selectFrom('consents')
    .select('evidence')
    .where('phone', '=', phone)
    .executeTakeFirstOrThrow();
  // The words beside the tick, and those of the button that was pressed later.
  expect(evidence).toMatchObject({
    wording: expect.stringContaining('about twice a month'),
    pressed: expect.stringContaining('Yes, text me'),
  });
});

test('a number that said STOP is not texted because somebody typed it, and comes back by its own yes', async () => {
  await makeForm({ isDouble: false });
  await suppress(api.database, phone, 'Replied “stop”', Date.now());
  const answer = await fill();
  expect(answer.body).toContain('Send us a YES');
  expect(await textsTo()).toEqual([]);
  expect(await isSuppressed(api.database, phone)).toBe(true);
  await reply('YES');
  expect(await isSuppressed(api.database, phone)).toBe(false);
  expect(await consentState(api.database, phone, 'marketing')).toBe('granted');
});

test('where the carrier keeps a STOP until a START, that is what the form asks for, and it is a yes', async () => {
  await makeForm({ isDouble: false, purposes: ['marketing', 'back-in-stock'] });
  phone = '+12025550177';
  await suppress(api.database, phone, 'Replied “stop”', Date.now());
  const answer = await fill({ phone, country: 'US' });
  expect(answer.body).toContain('Send us a START');
  await reply('START');
  expect(await subscribed()).toBe(2);
  expect(await isSuppressed(api.database, phone)).toBe(false);
  for (const purpose of ['marketing', 'back-in-stock'])
    expect(await consentState(api.database, phone, purpose)).toBe('granted');
});

test('a keyword by text starts the same sign-up', async () => {
  await makeForm({ keyword: `join${serial}` });
  await reply(`Join${serial}`);
  expect(await textsTo()).toHaveLength(1);
  await reply('yes');
  expect(await subscribed()).toBe(1);
});

test('a keyword counts, and once, when its webhook failed half-way and is heard again', async () => {
  const keyword = `again${serial}`;
  await makeForm({ keyword });
  const carrierId = crypto.randomUUID();
  const inbound = { carrierId, phone, recipient: '4552512020', body: keyword };
  await recordInbound(api.database, inbound, null, Date.now());
  await reply(keyword, carrierId);
  expect(await textsTo()).toHaveLength(1);
  await reply('yes');
  expect(await subscribed()).toBe(1);

  await reply('STOP');
  await reply('START');
  await api.database.kysely.deleteFrom('consents').where('phone', '=', phone).execute();
  await reply(keyword, carrierId);
  expect(await textsTo()).toHaveLength(1);
  const requests = await api.database.kysely
    .selectFrom('opt_in_requests')
    .select('confirmed_at')
    .where('phone', '=', phone)
    .execute();
  expect(requests).toEqual([{ confirmed_at: expect.any(Date) }]);
});

test('a wrong number or a missing tick is told beside its field, and a program that fills in everything signs up nobody', async () => {
  await makeForm({ isDouble: false });
  const wrong = await fill({ phone: '12', firstName: 'Anna <b>' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('aria-invalid="true"');
  expect(wrong.body).toContain('Anna &#60;b&#62;');
  expect((await fill({ agrees: '' })).statusCode).toBe(422);
  expect((await fill({ website: 'https://spam.example' })).statusCode).toBe(200);
  expect(await findContactByPhone(api.database, phone)).toBeNull();
});

test('one address may not try many numbers', async () => {
  await makeForm({ isDouble: false });
  const answers = [];
  for (let tries = 0; tries < 12; tries++) answers.push((await fill({ phone: '12' }, '10.9.9.9')).statusCode);
  expect(answers.at(-1)).toBe(429);
});

test('behind a proxy everybody is told apart by their own address, which the proxy tells', async () => {
  const behind = await startTestApi({ SIGNALBOX_TRUST_PROXY: '10.0.0.0/8' });
  try {
    const form = {
      slug,
      name: 'Footer',
      title: 'News',
      wording: 'Yes.',
      success: 'In.',
      purposes: ['marketing'],
    };
    expect((await behind.call('POST', '/api/sign-up-forms', form)).statusCode).toBe(201);
    const send = async (ip: string) =>
      (
        await behind.app.inject({
          method: 'POST',
          url: `/f/${slug}`,
          remoteAddress: '10.0.0.1',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            // What a caller claims comes before what the proxy adds.
            'x-forwarded-for': `${Math.random()}, ${ip}`,
          },
          payload: 'phone=12&country=DK&agrees=yes',
        })
      ).statusCode;
    const several: number[] = [];
    for (let tries = 0; tries < 12; tries++) several.push(await send(`203.0.113.${tries}`));
    expect(several).not.toContain(429);
    const one: number[] = [];
    for (let tries = 0; tries < 12; tries++) one.push(await send('203.0.113.77'));
    expect(one.at(-1)).toBe(429);
  } finally {
    await behind.stop();
  }
});

test('a setting that would believe anybody’s word on that is refused', () => {
  const set = (SIGNALBOX_TRUST_PROXY: string) =>
    readConfig({ DATABASE_URL: 'postgres://x/y', SIGNALBOX_TRUST_PROXY }).SIGNALBOX_TRUST_PROXY;
  expect([set(''), set('10.0.0.0/8, loopback')]).toEqual([false, ['10.0.0.0/8', 'loopback']]);
  for (const wrong of ['true', '1', '*', 'proxy.example', '10.0.0.0/8,'])
    expect(() => set(wrong)).toThrow('SIGNALBOX_TRUST_PROXY');
});

test('two forms share neither address nor keyword, and no keyword is a word that phones know', async () => {
  await makeForm();
  const settings = { slug, name: 'Other', title: 'T', wording: 'W', success: 'S', purposes: ['marketing'] };
  expect((await api.call('POST', '/api/sign-up-forms', settings)).json()).toMatchObject({
    code: 'address-taken',
  });
  const stop = await api.call('POST', '/api/sign-up-forms', {
    ...settings,
    slug: `${slug}-b`,
    keyword: 'Stop',
  });
  expect(stop.statusCode).toBe(400);
});
