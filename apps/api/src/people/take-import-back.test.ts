import { consentState, getContact, takeEvent, type IncomingEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportFile, ImportUndo, PeopleJob } from '../contract/index.js';
import { API_KEY, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

let serial = 0;
const fresh = (word: string) => `${word}${++serial}`;
const phone = () => `+4522${String(100_000 + ++serial)}`;

async function said(message: Partial<IncomingEvent>): Promise<string> {
  const { contactId } = await takeEvent(
    api.database,
    {
      source: 'test',
      messageId: fresh('m'),
      name: 'Seen',
      occurredAtMs: Date.now(),
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      ...message,
    },
    { nowMs: Date.now() },
  );
  return contactId!;
}

const get = async <T>(url: string) => {
  const response = await api.call('GET', url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<T>();
};

const jobDone = (id: string) =>
  expect
    .poll(async () => (await get<PeopleJob>(`/api/people-jobs/${id}`)).status, { timeout: 20_000 })
    .toBe('done')
    .then(() => get<PeopleJob>(`/api/people-jobs/${id}`));

async function importing(content: string): Promise<PeopleJob> {
  const uploaded = await api.app.inject({
    method: 'POST',
    url: '/api/imports?name=people.csv',
    payload: content,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'text/csv' },
  });
  const file = uploaded.json<ImportFile>();
  const started = await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
  expect(started.statusCode, started.body).toBe(202);
  return jobDone(file.id);
}

const wouldTakeBack = ({ id }: PeopleJob) => get<ImportUndo>(`/api/people-jobs/${id}/undo`);

async function takingBack({ id }: PeopleJob): Promise<PeopleJob> {
  const undo = await api.call('POST', `/api/people-jobs/${id}/undo`);
  expect(undo.statusCode, undo.body).toBe(202);
  return jobDone(undo.json<{ jobId: string }>().jobId);
}

const person = async (id: string) => (await getContact(api.database, id))!;

test('a no that a file brought outlives it: no later list without a date makes it a yes', async () => {
  const [no, yes] = [phone(), phone()];
  const list = await importing(`phone,sms consent\n${no},no\n${yes},yes`);
  expect(await wouldTakeBack(list)).toMatchObject({ made: 2, gone: 1, kept: 1, consents: 1 });
  expect(await takingBack(list)).toMatchObject({ gone: 1, kept: 1 });
  await importing(`phone,sms consent\n${no},yes\n${yes},yes`);
  const states = [no, yes].map((number) => consentState(api.database, number, 'marketing'));
  expect(await Promise.all(states)).toEqual(['denied', 'granted']);
});

test('of two who are one by now it is theirs alone whose fields are as before', async () => {
  const mark = fresh('one');
  const [hanne, lene] = [`hanne@${mark}.dk`, `lene@${mark}.dk`];
  const gone = await said({ contact: { email: hanne, firstName: 'Hanne', attributes: { town: 'A' } } });
  const stays = await said({ contact: { email: lene, firstName: 'Lene', attributes: { town: 'B' } } });
  const list = await importing(`email,first name,town\n${hanne},Wrong,Ry\n${lene},Wronger,Ry`);
  const merged = await api.call('POST', `/api/contacts/${stays}/merge`, { other: gone });
  expect(merged.statusCode, merged.body).toBe(200);
  await takingBack(list);
  expect(await person(stays)).toMatchObject({ firstName: 'Lene', attributes: { town: 'B' } });
});

test('whom a shop has named by an account of its own since stays, however late it comes', async () => {
  const email = `${fresh('account')}@x.dk`;
  const list = await importing(`email\n${email}`);
  await said({
    name: null,
    occurredAtMs: Date.now() - 86_400_000,
    identities: [{ kind: 'shopify', value: fresh('shop/') }],
    contact: { email },
  });
  expect(await wouldTakeBack(list)).toMatchObject({ gone: 0, kept: 1 });
});

test('a number that somebody did something under while the import still went on stays theirs', async () => {
  const [email, number] = [`${fresh('slow')}@x.dk`, phone()];
  const here = await said({ contact: { email } });
  const list = await importing(`email,phone\n${email},${number}`);
  await said({ contact: { phone: number } });
  await api.database.kysely
    .updateTable('people_jobs')
    .set({ finished_at: new Date() })
    .where('id', '=', list.id)
    .execute();
  await takingBack(list);
  expect(await said({ contact: { phone: number } })).toBe(here);
});
