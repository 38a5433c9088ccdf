import { randomUUID } from 'node:crypto';
import { suppress, takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

let number = 0;
const person = (contact: object, event: { name: string; properties: object } | null = null) =>
  takeEvent(
    api.database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: event?.name ?? null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: randomUUID() }],
      contact: { phone: `+45201234${String(10 + number++)}`, ...contact },
      properties: (event?.properties ?? {}) as never,
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
const worst = async (body: object) => (await api.call('POST', '/api/texts/worst-case', body)).json();

test('tells the longest text that any real person would get, and whose it is', async () => {
  for (const firstName of ['Ida', 'Bo', 'Maximiliane']) await person({ firstName, lastName: 'Holm' });
  await person({ lastName: 'Nameless' });
  const template = `Hi {{ contact.first_name | default: 'there' }}, ${'x'.repeat(118)}`;
  const answer = await worst({ template });
  expect(answer.longest).toMatchObject({
    contact: { name: 'Maximiliane Holm' },
    parts: 2,
    encoding: 'GSM-7',
  });
  expect(answer.longest.text).toMatch(/^Acme: Hi Maximiliane, x+ Reply STOP to opt out$/);
  expect(answer).toMatchObject({ fewestParts: 1, looked: { among: 'people', count: 4 } });
  expect(answer.missing).toEqual([{ field: 'contact.first_name', count: 1 }]);
});

test('a short name in dear letters beats a long one in cheap ones', async () => {
  await person({ firstName: 'Žofie' });
  const answer = await worst({ template: `Hi {{ contact.first_name }}, ${'x'.repeat(60)}` });
  expect(answer.longest).toMatchObject({ contact: { name: 'Žofie' }, encoding: 'UCS-2', parts: 2 });
});

test('counts the way out in the language in which it is longest', async () => {
  await person({ firstName: 'Ib', language: 'no' });
  const answer = await worst({ template: 'Hi' });
  expect(answer.longest.text).toBe('Acme: Hi Svar STOPP for å avslutte');
});

test('takes the person and what happened together, and the sample while nothing did', async () => {
  const event = (title: string) => ({ name: 'Cart Seen', properties: { items: [{ title }] } });
  await person({ firstName: 'Eva' }, event('Cup'));
  await person({ firstName: 'Ulla' }, event('A very long kettle with a lid'));
  const template = '{{ contact.first_name }}: {{ event.items[0].title }}';
  const answer = await worst({ template, event: 'Cart Seen', purpose: 'transactional' });
  expect(answer.longest).toMatchObject({ text: 'Acme: Ulla: A very long kettle with a lid' });
  expect(answer.looked).toEqual({ among: 'events', count: 2, tried: 2 });
  const never = await worst({ template, event: 'Never', entry: { items: [{ title: 'Sample' }] } });
  expect(never.longest.text).toContain(': Sample ');
  expect([answer.hasSampleEvent, never.hasSampleEvent]).toEqual([false, true]);
});

test('fields of an event are missing for everybody whom no event lets in, unless something else has them', async () => {
  const template = 'Hi {{ contact.last_name }}, your {{ event.reward }}';
  const answer = await worst({ template });
  expect(answer.missing).toContainEqual({ field: 'event.reward', count: answer.looked.count });
  const entry = { reward: 'mug' };
  expect((await worst({ template, entry })).longest.text).toContain('your mug');
});

test('what is documented of an event that never happened comes with values of a likely length', async () => {
  const { events } = (await api.call('GET', '/api/event-names')).json();
  const { properties } = events.find(({ name }: { name: string }) => name === 'Checkout Started');
  expect(properties).toContainEqual({
    path: 'products.0.name',
    type: 'text',
    example: 'Canvas tote, forest green',
  });
  expect(properties).toContainEqual({ path: 'total', type: 'number', example: '548' });
});

test('a text that can’t be made for some says for how many, and one that is not finished breaks nothing', async () => {
  const answer = await worst({ template: 'See {{ contact.wish_url | link }}' });
  expect(answer.longest).toBeNull();
  expect(answer.faults[0].count).toBeGreaterThan(0);
  expect((await worst({ template: 'Hi {{ contact.' })).longest).toBeNull();
});

test('a text to myself goes to my number only, is of no journey, and never to one that said STOP', async () => {
  const body = { template: 'Hi {{ contact.first_name | default: "you" }}', purpose: 'marketing' };
  expect((await api.call('POST', '/api/texts/test', body)).statusCode).toBe(400);
  expect((await api.call('POST', '/api/texts/test', { ...body, phone: '12' })).statusCode).toBe(400);
  const sent = await api.call('POST', '/api/texts/test', { ...body, phone: '+45 20 99 88 77' });
  expect(sent.statusCode, sent.body).toBe(202);
  expect((await api.call('GET', '/api/settings/my-phone')).json()).toEqual({ phone: '+4520998877' });
  const { messages } = (await api.call('GET', '/api/messages')).json();
  expect(messages).toMatchObject([
    { phone: '+4520998877', journey: null, runId: null, purpose: 'transactional' },
  ]);
  await suppress(api.database, '+4520998877', 'STOP', Date.now());
  expect((await api.call('POST', '/api/texts/test', body)).statusCode).toBe(409);
});

test('a preview tells apart what the house adds', async () => {
  const body = { template: 'Use {{ coupon.code }}', pool: '' };
  expect((await api.call('POST', '/api/texts/preview', body)).json()).toMatchObject({
    text: 'Acme: Use SAMPLE-7K2Q Reply STOP to opt out',
    added: { before: 'Acme: ', after: ' Reply STOP to opt out' },
  });
});
