import { addPerson } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactDetail, InvitedMember, TimelineEntry } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

let serial = 0;
const phone = () => `+4521${String(200_000 + ++serial)}`;
const correct = (id: string, body: object) => api.call('PATCH', `/api/contacts/${id}`, body);
const person = async (id: string) => (await api.call('GET', `/api/contacts/${id}`)).json<ContactDetail>();
const changesOf = async (id: string) =>
  (await api.call('GET', `/api/contacts/${id}/timeline?kinds=change,tag`))
    .json<{ entries: TimelineEntry[] }>()
    .entries.map(({ sentence, detail }) => ({ sentence, detail }));

test('what was wrong is put right, and the timeline says what it was and who did it', async () => {
  const invited = (
    await api.call('POST', '/api/team', { name: 'Vera Lund', role: 'editor' })
  ).json<InvitedMember>();
  const joined = await api.app.inject({
    method: 'POST',
    url: '/api/session/join',
    payload: { token: invited.link.split('#')[1], name: 'Vera Lund' },
  });
  const id = await addPerson(api.database, {
    firstName: 'Ana',
    email: 'ana@one.example',
    phone: phone(),
    attributes: { shoe_size: 38, town: 'Aarhus' },
  });
  const number = phone();
  const done = await api.app.inject({
    method: 'PATCH',
    url: `/api/contacts/${id}`,
    cookies: { signalbox_session: joined.cookies[0]!.value },
    payload: {
      firstName: ' Anna ',
      lastName: 'Holm',
      email: 'Anna@One.example',
      phone: number.replace('+45', '+45 '),
      language: 'da',
      timeZone: 'Europe/Copenhagen',
      attributes: { shoe_size: 39, town: null, likes: ['jackets'] },
    },
  });
  expect(done.statusCode, done.body).toBe(200);
  expect(await person(id)).toMatchObject({
    name: 'Anna Holm',
    email: 'anna@one.example',
    phone: number,
    language: 'da',
    timeZone: 'Europe/Copenhagen',
    attributes: { shoe_size: 39, likes: ['jackets'] },
  });
  const changes = await changesOf(id);
  expect(changes).toContainEqual({
    sentence: 'first name changed from “Ana” to “Anna”',
    detail: 'By Vera Lund',
  });
  expect(changes).toContainEqual({
    sentence: 'town was taken away; it was “Aarhus”',
    detail: 'By Vera Lund',
  });
  expect(changes).toHaveLength(9);
});

test('a number or address of somebody else is refused, names them, and changes nothing', async () => {
  const number = phone();
  const owner = await addPerson(api.database, { firstName: 'Bo', phone: number, email: 'bo@two.example' });
  const id = await addPerson(api.database, { firstName: 'Bob' });
  for (const wrong of [{ phone: number }, { email: 'BO@two.example' }]) {
    const refused = await correct(id, { firstName: 'Robert', ...wrong });
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'somebody-elses',
      current: { field: Object.keys(wrong)[0], person: { id: owner, name: 'Bo' } },
    });
  }
  expect(await person(id)).toMatchObject({ name: 'Bob', phone: null, email: null, identities: [{}] });
});

test('the former number stays a name of theirs, unless it is said that it never was', async () => {
  const [typo, second, right] = [phone(), phone(), phone()];
  const id = await addPerson(api.database, { phone: typo });
  await correct(id, { phone: second });
  const phones = async () =>
    (await person(id)).identities.flatMap(({ kind, value }) => (kind === 'phone' ? [value] : []));
  expect(await phones()).toEqual([typo, second]);
  await correct(id, { phone: right, letsGo: ['phone'] });
  expect(await phones()).toEqual([typo, right]);
  // Whoever has the number is somebody new.
  expect(await addPerson(api.database, { phone: second })).not.toBe(id);
});

test('what somebody changed meanwhile is not written over, and what they left alone is no hindrance', async () => {
  const id = await addPerson(api.database, { firstName: 'Cy', attributes: { town: 'Vejle', size: 'M' } });
  await correct(id, { firstName: 'Cyril', attributes: { town: 'Kolding' } });
  const refused = await correct(id, {
    firstName: 'Cyrus',
    attributes: { town: null },
    seen: { firstName: 'Cy', lastName: null, attributes: { town: 'Vejle', hat: null } },
  });
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'stale-revision',
    current: { firstName: 'Cyril', attributes: { town: 'Kolding' } },
  });
  const done = await correct(id, { attributes: { size: 'L' }, seen: { attributes: { size: 'M' } } });
  expect(done.statusCode).toBe(200);
  expect(await person(id)).toMatchObject({ name: 'Cyril', attributes: { town: 'Kolding', size: 'L' } });
});

test('what can’t be kept is said beside its field, all at once', async () => {
  const id = await addPerson(api.database, { firstName: 'Di' });
  const refused = await correct(id, {
    phone: '12',
    email: 'no address',
    timeZone: 'Mars/Base',
    language: 'not a language',
    attributes: { email: 'x' },
  });
  expect(refused.statusCode).toBe(400);
  expect(
    refused.json<{ errors: { path: string; message: string }[] }>().errors.map(({ path }) => path),
  ).toEqual(['email', 'phone', 'language', 'timeZone', 'attributes.email']);
});

test('a field can be emptied, by nothing or by an empty text', async () => {
  const id = await addPerson(api.database, {
    firstName: 'Eva',
    lastName: 'Lund',
    email: 'eva@three.example',
  });
  await correct(id, { lastName: '', email: null });
  expect(await person(id)).toMatchObject({ name: 'Eva', lastName: null, email: null });
});
