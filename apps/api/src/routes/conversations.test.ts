import { randomUUID } from 'node:crypto';
import { putOff, recordInbound, recordSuppressed } from '@signalbox/store';
import { addPerson } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const wrote = (phone: string, body: string, atMs: number) =>
  recordInbound(api.database, { carrierId: randomUUID(), phone, recipient: '+4552512020', body }, null, atMs);
const list = async () => (await api.call('GET', '/api/conversations')).json();

test('whoever wrote last stands on top, and is unread until somebody looks', async () => {
  const now = Date.now();
  await wrote('+4520123401', 'When does it start?', now - 3_000);
  await wrote('+4520123402', 'Thanks', now - 2_000);
  await wrote('+4520123401', 'Hello?', now - 1_000);
  const before = await list();
  expect(before.conversations).toMatchObject([
    { phone: '+4520123401', text: 'Hello?', isUnread: true, hasStopped: false },
    { phone: '+4520123402', text: 'Thanks', isUnread: true },
  ]);
  expect(before.unread).toBe(2);
  await api.call('POST', '/api/conversations/read', { phone: '+4520123401' });
  expect((await list()).unread).toBe(1);
  await wrote('+4520123401', 'Still there?', Date.now() + 1_000);
  expect((await list()).unread).toBe(2);
});

test('what was not sent is counted by why, with what to do, and pages lose none planned in one instant', async () => {
  const at = Date.now();
  const nobody = { runId: null, journeyId: null, nodeId: null, contactId: null, phone: '+4520123403' };
  for (let index = 0; index < 120; index++)
    await recordSuppressed(
      api.database,
      { ...nobody, sendKey: `not-sent/${index}`, purpose: 'marketing' },
      { code: 'no-consent', reason: 'No consent' },
      at,
    );
  const { reasons } = (await api.call('GET', '/api/messages/not-sent')).json();
  expect(reasons).toMatchObject([{ code: 'no-consent', words: 'No consent for this', texts: 120 }]);
  expect(reasons[0].advice).toContain('sign-up');
  const seen = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await api.call(
      'GET',
      `/api/messages?state=suppressed${cursor ? `&cursor=${cursor}` : ''}`,
    );
    expect(answer.statusCode, answer.body).toBe(200);
    const page = answer.json() as { messages: { id: string }[]; nextCursor: string | null };
    for (const { id } of page.messages) seen.add(id);
    cursor = page.nextCursor;
  }
  expect(seen.size).toBe(120);
});

test('a text written by hand says in the thread why it was not sent, and sent twice by one key is one text', async () => {
  const phone = '+4520123405';
  const id = await addPerson(api.database, { phone, firstName: 'Eve' });
  for (let times = 0; times < 2; times++) {
    const answer = await api.call('POST', `/api/contacts/${id}/texts`, {
      text: 'Your size is here',
      key: 'eve',
    });
    expect(answer.statusCode, answer.body).toBe(202);
  }
  await putOff(api.database, 'hand/eve', {
    untilMs: Date.now() + 60_000,
    code: 'spend',
    reason: 'The day’s parts are spent',
  });
  const { texts } = (await api.call('GET', `/api/contacts/${id}/conversation`)).json();
  expect(texts).toMatchObject([
    { text: 'Your size is here', state: 'planned', reason: 'The day’s parts are spent' },
  ]);
});

test('a person’s page says who turned away, and never calls a reply that was not welcome a good sign', async () => {
  const phone = '+4520123404';
  const id = await addPerson(api.database, { phone, firstName: 'Dot' });
  const relationship = async () => (await api.call('GET', `/api/contacts/${id}/relationship`)).json();
  await recordInbound(
    api.database,
    { carrierId: randomUUID(), phone, recipient: '+4552512020', body: 'Why do you write so much?' },
    id,
    Date.now(),
  );
  expect(await relationship()).toMatchObject({ replies: 1, risk: 'low' });
  const { texts } = (await api.call('GET', `/api/contacts/${id}/conversation`)).json();
  await api.call('POST', `/api/conversations/replies/${texts.at(-1).id}`, { isUnwelcome: true });
  expect(await relationship()).toMatchObject({
    risk: 'high',
    why: 'Wrote back that a text was not welcome.',
  });
  await api.call('POST', `/api/contacts/${id}/revoke`, { purpose: 'marketing', note: 'by phone' });
  expect(await relationship()).toMatchObject({ risk: 'gone' });
});
