import { randomUUID } from 'node:crypto';
import { beginSending, markAccepted, noteCarrierPrice, recordSuppressed } from '@signalbox/store';
import { addPerson, publishDrawn, drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedMessage } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';
import { adviceOn } from './advice.js';
import { REASON_CODES } from './reasons.js';

const DAY = 86_400_000;
let api: TestApi;
let journeyId: string;
beforeAll(async () => {
  api = await startTestApi();
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'text' } },
    text: { type: 'send-sms', config: { text: 'Hej', purpose: 'marketing' }, next: { sent: 'end' } },
    end: { type: 'exit' },
  });
  journeyId = (await publishDrawn(api.database, graph, { nowMs: Date.now() })).id;
});
afterAll(() => api?.stop());

const person = (firstName: string, phone: string) => addPerson(api.database, { firstName, phone });

const textTo = (contactId: string, phone: string) => ({
  sendKey: randomUUID(),
  runId: null,
  journeyId,
  nodeId: 'text',
  contactId,
  phone,
  purpose: 'marketing',
});

async function sent(contactId: string, phone: string, body: string, parts: number) {
  const text = textTo(contactId, phone);
  await beginSending(
    api.database,
    text,
    { sender: '+4552512020', token: randomUUID(), compose: { body, parts, encoding: 'GSM-7' } },
    { atMs: Date.now(), heedStop: false },
  );
  await markAccepted(api.database, text.sendKey, randomUUID(), Date.now());
}

const listed = async (query: string) =>
  (await api.call('GET', `/api/messages?${query}`))
    .json()
    .messages.map(({ contact }: { contact: { name: string } }) => contact.name);

test('texts are found by period, by name, by number as people write it, by words and by reason, and saved as a file', async () => {
  const [anna, svea] = [await person('Anna', '+4520123401'), await person('Svea', '+46701234567')];
  await sent(anna, '+4520123401', 'Hej Anna, "din" kurv', 2);
  await sent(svea, '+46701234567', 'Hej Svea, din korg', 2);
  const no = { code: 'no-consent', reason: 'Svea has not agreed' };
  await recordSuppressed(api.database, textTo(svea, '+46701234567'), no, Date.now());
  await recordSuppressed(api.database, textTo(anna, '+4520123401'), no, Date.now() - 20 * DAY);
  const stopped = { code: 'stopped', reason: '=Anna has replied STOP' };
  await recordSuppressed(api.database, textTo(anna, '+4520123401'), stopped, Date.now() - 2 * DAY);

  expect(await listed('days=7')).toEqual(['Svea', 'Svea', 'Anna', 'Anna']);
  expect(await listed('search=anna%20')).toHaveLength(3);
  expect(await listed('search=20+12+34+01&days=1')).toEqual(['Anna']);
  expect(await listed('search=korg')).toEqual(['Svea']);
  expect(await listed('search=replied+stop')).toEqual(['Anna']);
  expect(await listed('search=100%25')).toEqual([]);
  expect(await listed('state=not-sent&days=7')).toEqual(['Svea', 'Anna']);

  const costs = async () =>
    (await api.call('GET', '/api/messages?days=90'))
      .json<{ messages: ListedMessage[] }>()
      .messages.map(({ state, wouldHaveCost }) => [state, wouldHaveCost]);
  expect(await costs()).toContainEqual(['suppressed', null]);
  // What the carrier took for a part tells it as long as nobody has said.
  await noteCarrierPrice(api.database, 'SE', 0.04);
  await noteCarrierPrice(api.database, 'DK', 0.03);
  expect(await costs()).toEqual([
    ['suppressed', { amount: 0.08, currency: 'USD' }],
    ['accepted', null],
    ['accepted', null],
    ['suppressed', { amount: 0.06, currency: 'USD' }],
    ['suppressed', { amount: 0.06, currency: 'USD' }],
  ]);
  await api.call('PUT', '/api/settings/part-price', {
    price: { amount: 0.5, currency: 'DKK', countries: { SE: 1 } },
  });
  const reasons = async (query: string) =>
    (await api.call('GET', `/api/messages/not-sent?${query}`)).json().reasons;
  // As many parts as the step's texts have: two at a Swedish and two at a Danish price.
  expect(await reasons('days=90')).toMatchObject([
    { code: 'no-consent', texts: 2, people: 2, wouldHaveCost: { amount: 3, currency: 'DKK' } },
    { code: 'stopped', texts: 1, people: 1, wouldHaveCost: { amount: 1 } },
  ]);
  expect(await reasons('days=7&search=svea')).toMatchObject([{ code: 'no-consent', texts: 1 }]);

  const file = await api.call('GET', '/api/export/texts.csv?days=7');
  expect(file.headers['content-type']).toContain('text/csv');
  const lines = file.body.trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[2]).toMatch(/,Svea,\+46701234567,accepted,,,"Hej Svea, din korg",2,2,DKK,/);
  expect(lines[3]).toContain('"Hej Anna, ""din"" kurv",2,1,DKK,');
  // What a spreadsheet would run as a formula is shown.
  expect(lines[4]).toContain(`,suppressed,'=Anna has replied STOP,"Leave it be`);
});

test('home reckons what was not sent as the page of texts does: nobody without a number would have cost anything', async () => {
  const id = await addPerson(api.database, { firstName: 'Nobody' });
  const none = { code: 'no-phone', reason: 'Nobody has no number' };
  const text = { ...textTo(id, ''), phone: null };
  await recordSuppressed(api.database, text, none, Date.now());
  const { texts, saved } = (await api.call('GET', '/api/figures?days=90')).json();
  expect(texts.notSent).toBe(4);
  expect(saved).toEqual({ parts: 6, wouldHaveCost: { amount: 4, currency: 'DKK' }, isMore: false });
});

test('for every reason there is a sentence that says what to do', () => {
  expect(REASON_CODES.filter((code) => adviceOn(code) === null)).toEqual([]);
});
