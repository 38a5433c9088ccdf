import {
  consentState,
  getContact,
  isSuppressed,
  suppress,
  sweepImports,
  takeEvent,
  type IncomingEvent,
} from '@signalbox/store';
import { drawn, publishDrawn, waitsAndTexts } from '@signalbox/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  BulkPreview,
  ContactDetail,
  ImportFile,
  ImportUndo,
  ImportPreview,
  PeopleJob,
  TimelineEntry,
  WhyNotAnswer,
} from '../contract/index.js';
import { API_KEY, countRows, startTestApi, type TestApi } from '../testing.js';
import { PeopleJobRunner } from './job-runner.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

let serial = 0;
const fresh = (word: string) => `${word}${++serial}`;
const phone = () => `+4521${String(100_000 + ++serial)}`;

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

async function upload(content: string, name = 'people.csv'): Promise<ImportFile> {
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/imports?name=${name}`,
    payload: content,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': name.endsWith('csv') ? 'text/csv' : 'application/x-ndjson',
    },
  });
  expect(response.statusCode, response.body).toBe(201);
  return response.json();
}

const jobDone = (id: string) =>
  expect
    .poll(async () => (await get<PeopleJob>(`/api/people-jobs/${id}`)).status, { timeout: 20_000 })
    .toBe('done')
    .then(() => get<PeopleJob>(`/api/people-jobs/${id}`));

async function importing(content: string, change: object = {}, name?: string): Promise<PeopleJob> {
  const file = await upload(content, name);
  const started = await api.call('POST', `/api/imports/${file.id}/start`, { ...file.settings, ...change });
  expect(started.statusCode, started.body).toBe(202);
  return jobDone(file.id);
}

describe('importing', () => {
  const klaviyo = (mark: string) =>
    [
      'Email,First Name,Last Name,Phone Number,SMS Consent,SMS Consent Timestamp,Shoe Size',
      `anna@${mark}.dk,Anna,Holm,+4552512${mark.slice(-3)},SUBSCRIBED,2025-03-01T10:00:00Z,38`,
      `bo@${mark}.dk,Bo,"Dam, jr",${phone()},NEVER_SUBSCRIBED,,43`,
      `no address,Cy,Ek,+4552512031,SUBSCRIBED,,`,
      `,Di,Fog,12,,,`,
      `,,,,,,`,
    ].join('\r\n');

  test('a Klaviyo export is known by its headers, previewed, and becomes people with consent and its evidence', async () => {
    const mark = `m${fresh('1')}`.padEnd(4, '5');
    const file = await upload(klaviyo(mark));
    expect(file).toMatchObject({ rows: 5, looksLike: 'Klaviyo' });
    expect(file.settings.columns.map(({ meaning }) => meaning)).toEqual([
      'email',
      'firstName',
      'lastName',
      'phone',
      'consent',
      'consentAt',
      'attribute',
    ]);
    const before = await countRows(api);
    const preview = await api.call('POST', `/api/imports/${file.id}/preview`, file.settings);
    expect(preview.json<ImportPreview>().rows.map(({ outcome }) => outcome)).toEqual([
      'new',
      'new',
      'bad',
      'bad',
      'bad',
    ]);
    expect(await countRows(api)).toEqual(before);
    await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
    expect(await jobDone(file.id)).toMatchObject({ done: 5, created: 2, bad: 3 });
    const { contacts } = await get<{ contacts: { id: string; smsConsent: string }[] }>(
      `/api/contacts?search=anna@${mark}.dk`,
    );
    expect(contacts).toMatchObject([{ smsConsent: 'granted' }]);
    const neverAsked = await get<{ contacts: { smsConsent: string }[] }>(
      `/api/contacts?search=bo@${mark}.dk`,
    );
    expect(neverAsked.contacts).toMatchObject([{ smsConsent: 'none' }]);
    expect(await getContact(api.database, contacts[0]!.id)).toMatchObject({
      attributes: { shoe_size: 38 },
      country: 'DK',
    });
    const bad = await api.call('GET', `/api/imports/${file.id}/bad-rows.csv`);
    expect(bad.body).toContain('no address,Cy,Ek');
    expect(bad.body).toContain('“12” is not a phone number');
    const kept = () =>
      api.database.kysely
        .selectFrom('import_bad_rows')
        .select('row_no')
        .where('job_id', '=', file.id)
        .execute();
    // What became people is kept once, as people; what did not, for a month.
    expect((await kept()).map(({ row_no }) => row_no)).toEqual([3, 4, 5]);
    await sweepImports(api.database, Date.now() + 29 * 86_400_000);
    expect(await kept()).toHaveLength(3);
    await sweepImports(api.database, Date.now() + 31 * 86_400_000);
    expect(await kept()).toEqual([]);
  });

  test('the same file twice changes nothing the second time', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, index) => `u${fresh('')}-${index},p${index}@${fresh('x')}.dk,Name ${index},vip;new,${index},yes`,
    );
    const file = ['user id,email,first name,tags,score,sms consent', ...rows].join('\n');
    expect(await importing(file)).toMatchObject({ created: 200, changed: 0, bad: 0 });
    const before = await countRows(api);
    const changes = () =>
      api.database.kysely
        .selectFrom('contact_changes')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
    const changed = await changes();
    expect(await importing(file)).toMatchObject({ created: 0, changed: 0, bad: 0 });
    expect(await countRows(api)).toEqual(before);
    expect(await changes()).toEqual(changed);
  });

  test('rows that name one person become one, also across a file’s chunks and lines of JSON', async () => {
    const [number, mark] = [phone(), fresh('mark')];
    const rows = [
      { phone: number, first_name: 'Anna', attributes: { a: 1 } },
      { phone: number, email: `${mark}@x.dk`, last_name: 'Holm' },
      { email: `${mark}@x.dk`.toUpperCase(), score: 7 },
    ];
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    expect(await importing(lines, {}, 'people.ndjson')).toMatchObject({ created: 1, bad: 0 });
    const { contacts } = await get<{ contacts: { name: string; phone: string }[] }>(
      `/api/contacts?search=${mark}`,
    );
    expect(contacts).toMatchObject([{ name: 'Anna Holm', phone: number }]);
  });

  test('an import never talks over a "no", starts no journey and refuses the number of who stopped and was erased', async () => {
    const [no, gone] = [phone(), phone()];
    await said({
      contact: { phone: no },
      consents: [{ purpose: 'marketing', state: 'denied', source: 'test', atMs: Date.now() }],
    });
    const erased = await said({ contact: { phone: gone } });
    await api.database.kysely
      .insertInto('suppressions')
      .values({ phone: gone, reason: 'STOP', at: new Date() })
      .execute();
    expect((await api.call('DELETE', `/api/contacts/${erased}`)).statusCode).toBe(204);
    const runs = (await countRows(api)).runs;
    const job = await importing(
      `phone,sms consent,sms consent timestamp\n${no},yes,\n${no},yes,2020-01-01\n${gone},yes,\n`,
    );
    expect(job).toMatchObject({ bad: 1, created: 0 });
    expect((await countRows(api)).runs).toBe(runs);
    const { contacts } = await get<{ contacts: { smsConsent: string }[] }>(
      `/api/contacts?search=${encodeURIComponent(no)}`,
    );
    expect(contacts[0]?.smsConsent).toBe('denied');
  });

  test('a process that dies over an import takes nothing along: the next goes on where it stood', async () => {
    const mark = fresh('resumed');
    const rows = Array.from({ length: 25_000 }, (_, index) => `${index}@${mark}.dk`);
    const file = await upload(['email', ...rows].join('\n'));
    const { database } = api;
    const first = new PeopleJobRunner({ database, nowMs: Date.now });
    await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
    first.wake();
    await expect
      .poll(async () => (await get<PeopleJob>(`/api/people-jobs/${file.id}`)).done, {
        timeout: 20_000,
        interval: 20,
      })
      .toBeGreaterThan(0);
    // As a crash does: the connection that the step runs on is gone in the middle of it.
    await database.pool
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid() and query ~ '^copy (contacts|contact_identities) '`,
      )
      .catch(() => {});
    await first.stop();
    const second = new PeopleJobRunner({ database, nowMs: Date.now });
    second.wake();
    expect(await jobDone(file.id)).toMatchObject({ done: 25_000, created: 25_000, bad: 0 });
    await second.stop();
  });

  test('two processes at one file that names people again and again make each person once, as the last row has them', async () => {
    const mark = fresh('abreast');
    const rows = Array.from({ length: 18_000 }, (_, n) => `${n % 6_500}@${mark}.dk,Anna ${n}`);
    const file = await upload(['email,first name', ...rows].join('\n'));
    const { database } = api;
    const runners = [1, 2].map(() => new PeopleJobRunner({ database, nowMs: Date.now }));
    await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
    for (const runner of runners) runner.wake();
    const done = jobDone(file.id);
    const other = setInterval(() => runners.forEach((runner) => runner.wake()), 50);
    expect(await done).toMatchObject({ done: 18_000, created: 6_500, bad: 0 });
    clearInterval(other);
    await Promise.all(runners.map((runner) => runner.stop()));
    const { rows: wrong } = await database.pool.query(
      `select first_name, email from contacts where email like '%@${mark}.dk' and
        first_name <> 'Anna ' || (split_part(email, '@', 1)::int + 6500 * case when split_part(email, '@', 1)::int < 5000 then 2 else 1 end)`,
    );
    expect(wrong).toEqual([]);
  });

  test('an import that was stopped or failed goes on where it stood, and one at its end says that nothing is left', async () => {
    const mark = fresh('stopped');
    const text = (of: string) => ['email', ...[1, 2, 3].map((index) => `${index}@${of}.dk`)].join('\n');
    const [file, other] = [await upload(text(mark)), await upload(text(fresh('failed')))];
    const stands = (row: object, { id } = file) =>
      api.database.kysely.updateTable('people_jobs').set(row).where('id', '=', id).execute();
    await stands({ status: 'cancelled', started_at: new Date(), cursor: 1, done: 1 });
    const job = () => get<PeopleJob>(`/api/people-jobs/${file.id}`);
    expect(await job()).toMatchObject({ canGoOn: true });
    expect((await api.call('POST', `/api/people-jobs/${file.id}/go-on`)).statusCode).toBe(202);
    expect(await jobDone(file.id)).toMatchObject({ created: 2, done: 3, canGoOn: false });
    for (const way of [`/api/people-jobs/${file.id}/go-on`, `/api/imports/${file.id}/start`]) {
      const again = await api.call('POST', way, file.settings);
      expect(again.statusCode, way).toBe(409);
      expect(again.headers['content-type']).toContain('application/problem+json');
    }
    await stands({ status: 'failed', started_at: new Date(), message: 'It could not be done.' }, other);
    expect((await api.call('POST', `/api/imports/${other.id}/start`, other.settings)).statusCode).toBe(202);
    expect(await jobDone(other.id)).toMatchObject({ created: 3, message: '' });
  });

  test('what was said of a file’s columns is there after a reload, until it is begun', async () => {
    const file = await upload(`email,size\na@${fresh('kept')}.dk,38`);
    const columns = [file.settings.columns[0]!, { meaning: 'attribute', name: 'shoe' }];
    const said = { ...file.settings, columns, country: 'SE', tag: 'fair' };
    expect((await api.call('PUT', `/api/imports/${file.id}/settings`, said)).statusCode).toBe(204);
    expect(await get<ImportFile>(`/api/imports/${file.id}`)).toMatchObject({ settings: said, rows: 1 });
    await api.call('POST', `/api/imports/${file.id}/start`, said);
    expect((await api.call('PUT', `/api/imports/${file.id}/settings`, said)).statusCode).toBe(409);
    // What comes after would else wait for it.
    await jobDone(file.id);
  });

  test('an import behind another says that it waits for it', async () => {
    const rows = (mark: string, count: number) =>
      ['email', ...Array.from({ length: count }, (_, index) => `w${index}@${mark}.dk`)].join('\n');
    // The order in which they were begun counts, not the one in which the files came.
    const [second, first] = [await upload(rows(fresh('wait'), 1)), await upload(rows(fresh('wait'), 20_000))];
    for (const { id, settings } of [first, second])
      await api.call('POST', `/api/imports/${id}/start`, settings);
    const job = (id: string) => get<PeopleJob>(`/api/people-jobs/${id}`);
    const other = new PeopleJobRunner({ database: api.database, nowMs: Date.now });
    other.wake();
    expect([(await job(first.id)).isWaiting, (await job(second.id)).isWaiting]).toEqual([false, true]);
    await other.stop();
    expect(await job(second.id)).toMatchObject({ done: 0 });
    expect(await jobDone(second.id)).toMatchObject({ isWaiting: false, created: 1 });
  });

  test('a yes of an import is no other’s for having been taken away and given back meanwhile', async () => {
    const number = phone();
    const job = await importing(`phone,sms consent\n${number},yes`);
    const { contacts } = await get<{ contacts: { id: string }[] }>(`/api/contacts?search=${number.slice(1)}`);
    const body = { action: { kind: 'unsubscribe' }, choice: { ids: [contacts[0]!.id] }, dryRun: false };
    const away = (await api.call('POST', '/api/contacts/bulk', body)).json<{ jobId: string }>().jobId;
    await jobDone(away);
    for (const id of [away, job.id]) {
      const undo = await api.call('POST', `/api/people-jobs/${id}/undo`);
      await jobDone(undo.json<{ jobId: string }>().jobId);
      const state = id === away ? 'granted' : 'denied';
      expect(await consentState(api.database, number, 'marketing')).toBe(state);
    }
  });

  test('a file that is not wanted is thrown away with its rows, and is no job', async () => {
    const file = await upload('email\nunwanted@x.dk\n');
    const listed = async () =>
      (await get<{ jobs: PeopleJob[] }>('/api/people-jobs')).jobs.some(({ id }) => id === file.id);
    expect(await listed()).toBe(true);
    expect((await api.call('POST', `/api/people-jobs/${file.id}/cancel`)).statusCode).toBe(204);
    expect(await listed()).toBe(false);
    expect((await get<ImportFile>(`/api/imports/${file.id}`)).sample).toEqual([]);
    expect((await api.call('POST', `/api/imports/${file.id}/start`, file.settings)).statusCode).toBe(409);
  });

  test('an import that was a mistake is taken back: whoever it made goes and who was here is as before, but nobody of whom anything came since', async () => {
    const mark = fresh('mistake');
    const email = (who: string) => `${who}@${mark}.dk`;
    const number = (index: number) => `+45${20_990_000 + index}`;
    const here = await said({ contact: { email: email('here'), firstName: 'Hanne' } });
    const later = await said({ contact: { email: email('later'), firstName: 'Lene' } });
    const who = ['here', 'later', 'quiet', 'buyer', 'tagged', 'changed', 'stopped', 'gone'];
    const csv = [
      'email,phone,first name,town,tags,sms consent',
      ...who.map((name, index) => `${email(name)},${number(index)},Wrong,Ry,vip ${mark},yes`),
    ].join('\n');
    const job = await importing(csv, { tag: mark });
    expect(job).toMatchObject({ created: 6, changed: 2, canUndo: true });
    const find = async (name: string) =>
      (await get<{ contacts: { id: string; smsConsent: string }[] }>(`/api/contacts?search=${email(name)}`))
        .contacts[0];
    await said({ name: 'Product Viewed', contact: { email: email('buyer') } });
    await api.call('PATCH', `/api/contacts/${(await find('tagged'))!.id}`, { addTags: ['by hand'] });
    await api.call('PATCH', `/api/contacts/${(await find('changed'))!.id}`, { firstName: 'Changed' });
    await api.call('PATCH', `/api/contacts/${later}`, { firstName: 'Lene again' });
    await suppress(api.database, number(who.indexOf('stopped')), 'Replied STOP', Date.now());
    // Somebody new of another source has nothing to do with it.
    const other = await said({ contact: { email: email('other') } });

    const before = await countRows(api);
    const dry = await get<ImportUndo>(`/api/people-jobs/${job.id}/undo`);
    expect(dry).toMatchObject({ made: 6, changed: 2, gone: 2, putBack: 2, kept: 4, consents: 8 });
    expect(dry.sampleOfKept).toHaveLength(4);
    expect(await countRows(api)).toEqual(before);
    const undo = await api.call('POST', `/api/people-jobs/${job.id}/undo`);
    const undone = await jobDone(undo.json<{ jobId: string }>().jobId);
    expect(undone).toMatchObject({ total: 8, done: 8, changed: 4, gone: 2, kept: 4, canUndo: false });
    expect(undone.title).toBe('Taken back: Import of people.csv');
    for (const name of ['quiet', 'gone']) expect(await find(name), name).toBeUndefined();
    for (const name of ['buyer', 'tagged', 'changed'])
      expect(await find(name), name).toMatchObject({ smsConsent: 'none' });
    expect(await find('stopped')).toMatchObject({ smsConsent: 'stopped' });
    expect(await getContact(api.database, here)).toMatchObject({
      firstName: 'Hanne',
      phone: null,
      attributes: {},
      tags: [],
    });
    expect(await getContact(api.database, later)).toMatchObject({
      firstName: 'Lene again',
      attributes: {},
      tags: [],
    });
    expect(await isSuppressed(api.database, number(who.indexOf('stopped')))).toBe(true);
    expect((await find('other'))?.id).toBe(other);
    for (const method of ['GET', 'POST'] as const)
      expect((await api.call(method, `/api/people-jobs/${job.id}/undo`)).statusCode).toBe(404);

    expect(await importing(csv)).toMatchObject({ created: 2, bad: 0 });
  });

  test('taking an import back gives nobody consent, and takes none that was given in another way', async () => {
    const mark = fresh('word');
    const number = (index: number) => `+45${20_980_000 + index}`;
    const agreed = (phone: string, state: 'granted' | 'denied', atMs: number) =>
      said({
        contact: { phone },
        identities: [{ kind: 'phone', value: phone }],
        occurredAtMs: atMs,
        consents: [{ phone, purpose: 'marketing', state, source: 'page', evidence: {}, atMs }],
      });
    const day = 86_400_000;
    await agreed(number(1), 'granted', Date.now() - 900 * day);
    await agreed(number(2), 'granted', Date.now() - 900 * day);
    await agreed(number(3), 'denied', Date.now() - 900 * day);
    const job = await importing(
      [
        'phone,first name,sms consent,sms consent date',
        `${number(1)},A${mark},no,2025-06-01`,
        `${number(2)},B${mark},yes,2025-06-01`,
        `${number(3)},C${mark},yes,2025-06-01`,
        `${number(4)},D${mark},yes,2025-06-01`,
      ].join('\n'),
    );
    await agreed(number(4), 'granted', Date.now());
    expect(await get<ImportUndo>(`/api/people-jobs/${job.id}/undo`)).toMatchObject({ consents: 3, kept: 1 });
    const undo = await api.call('POST', `/api/people-jobs/${job.id}/undo`);
    await jobDone(undo.json<{ jobId: string }>().jobId);
    const states = [1, 2, 3, 4].map((index) => consentState(api.database, number(index), 'marketing'));
    expect(await Promise.all(states)).toEqual(['denied', 'granted', 'denied', 'granted']);
  });

  test('a line that is no JSON is a bad row, and a key that comes late is a column', async () => {
    const mark = fresh('late');
    const early = Array.from({ length: 101 }, (_, index) => JSON.stringify({ email: `${index}@${mark}.dk` }));
    const late = JSON.stringify({ email: `last@${mark}.dk`, shoe_size: 38 });
    const file = await upload(['not json', ...early, '[1]', late].join('\n'), 'people.ndjson');
    expect(file.headers).toEqual(['email', 'shoe_size']);
    const preview = await api.call('POST', `/api/imports/${file.id}/preview`, file.settings);
    expect(preview.json<ImportPreview>().rows[0]).toMatchObject({
      outcome: 'bad',
      says: 'Line 1 is not JSON.',
    });
    await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
    expect(await jobDone(file.id)).toMatchObject({ created: 102, bad: 2 });
    const bad = await api.call('GET', `/api/imports/${file.id}/bad-rows.csv`);
    expect(bad.body).toContain('not json,,1,Line 1 is not JSON.');
    expect(bad.body).toContain('[1],,103,Line 103 is not an object.');
    const { contacts } = await get<{ contacts: { id: string }[] }>(`/api/contacts?search=last@${mark}.dk`);
    expect((await getContact(api.database, contacts[0]!.id))?.attributes).toEqual({ shoe_size: 38 });
  });

  test('a file that is not what it claims to be is refused in words, and leaves no job', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/imports?name=x.ndjson',
      payload: 'email,name\na@b.dk,Anna\n',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/x-ndjson' },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().detail).toContain('Line 1 is not JSON');
    expect(
      await api.database.kysely
        .selectFrom('import_pages')
        .select('job_id')
        .where('lines', 'like', '%a@b.dk%')
        .execute(),
    ).toEqual([]);
  });
});

test('a preview says of whom another account is named what the import then does', async () => {
  const email = `${fresh('account')}@x.dk`;
  await said({ identities: [{ kind: 'user', value: fresh('one') }], contact: { email } });
  const file = await upload(`user id,email\n${fresh('two')},${email}\n`);
  const preview = await api.call('POST', `/api/imports/${file.id}/preview`, file.settings);
  await api.call('POST', `/api/imports/${file.id}/start`, file.settings);
  expect((await jobDone(file.id)).created).toBe(1);
  expect(preview.json<ImportPreview>().rows).toMatchObject([{ outcome: 'new' }]);
});

describe('changing many at once', () => {
  const some = async (count: number) => {
    const mark = fresh('many');
    const ids = [];
    for (let index = 0; index < count; index++)
      ids.push(await said({ contact: { email: `${index}@${mark}.dk`, firstName: mark } }));
    return { mark, ids };
  };
  const bulk = (action: object, choice: object, dryRun = true) =>
    api.call('POST', '/api/contacts/bulk', { action, choice, dryRun });

  test('a dry run says whom it would change and changes nobody; the real one can be taken back', async () => {
    const { mark, ids } = await some(6);
    await api.call('PATCH', `/api/contacts/${ids[0]}`, { addTags: ['vip'] });
    const choice = { filter: { search: mark } };
    const preview = await bulk({ kind: 'tag', tag: 'vip' }, choice);
    expect(preview.json<BulkPreview>()).toMatchObject({ chosen: 6, changes: 5 });
    expect((await getContact(api.database, ids[1]!))?.tags).toEqual([]);
    const { jobId } = (await bulk({ kind: 'tag', tag: 'vip' }, choice, false)).json<{ jobId: string }>();
    expect(await jobDone(jobId)).toMatchObject({ done: 6, changed: 5, canUndo: true });
    const undo = await api.call('POST', `/api/people-jobs/${jobId}/undo`);
    await jobDone(undo.json<{ jobId: string }>().jobId);
    // Who had it before keeps it.
    expect((await getContact(api.database, ids[0]!))?.tags).toEqual(['vip']);
    expect((await getContact(api.database, ids[1]!))?.tags).toEqual([]);
    expect((await api.call('POST', `/api/people-jobs/${jobId}/undo`)).statusCode).toBe(404);
  });

  test('taking back an attribute leaves alone what was changed since', async () => {
    const { ids } = await some(3);
    await api.call('PATCH', `/api/contacts/${ids[0]}`, { attributes: { tier: 'silver' } });
    const action = { kind: 'attribute', name: 'tier', value: 'gold' };
    const shelf = await bulk({ kind: 'attribute', name: 'shelf', value: 'top' }, { ids }, false);
    await jobDone(shelf.json<{ jobId: string }>().jobId);
    const { jobId } = (await bulk(action, { ids }, false)).json<{ jobId: string }>();
    await jobDone(jobId);
    await api.call('PATCH', `/api/contacts/${ids[1]}`, { attributes: { tier: 'platinum' } });
    const undo = await api.call('POST', `/api/people-jobs/${jobId}/undo`);
    await jobDone(undo.json<{ jobId: string }>().jobId);
    const tiers = await Promise.all(
      ids.map(async (id) => (await getContact(api.database, id))?.attributes.tier),
    );
    expect(tiers).toEqual(['silver', 'platinum', undefined]);
    const { attributes } = await get<{ attributes: { name: string }[] }>('/api/attributes');
    expect(attributes.map(({ name }) => name)).toContain('shelf');
  });

  test('whoever is unsubscribed waits in no journey that only sends marketing', async () => {
    const number = phone();
    const yes = { purpose: 'marketing', state: 'granted' as const, source: 'form', atMs: Date.now() - 1_000 };
    const id = await said({
      contact: { phone: number },
      identities: [{ kind: 'phone', value: number }],
      consents: [yes],
    });
    const runs: Record<string, string> = {};
    for (const purpose of ['marketing', 'transactional']) {
      const { id: journeyId } = await publishDrawn(api.database, waitsAndTexts(purpose), {
        nowMs: Date.now(),
      });
      const started = await api.call('POST', `/api/journeys/${journeyId}/start`, { contactId: id });
      runs[purpose] = started.json<{ runId: string }>().runId;
    }
    const { jobId } = (await bulk({ kind: 'unsubscribe' }, { ids: [id] }, false)).json<{ jobId: string }>();
    expect(await jobDone(jobId)).toMatchObject({ changed: 1 });
    const told = await api.database.kysely
      .selectFrom('outbox')
      .select(['run_id', 'payload'])
      .where('kind', '=', 'interrupt')
      .where('run_id', 'in', Object.values(runs))
      .execute();
    expect(told).toMatchObject([{ run_id: runs.marketing, payload: { kind: 'end', outcome: 'stopped' } }]);
  });

  test('people are unsubscribed, and erased, by the filter', async () => {
    const { mark, ids } = await some(2);
    const { jobId } = (await bulk({ kind: 'erase' }, { filter: { search: mark } }, false)).json<{
      jobId: string;
    }>();
    expect(await jobDone(jobId)).toMatchObject({ changed: 2, canUndo: false });
    expect(await getContact(api.database, ids[0]!)).toBeNull();
  });
});

test('a person’s page has what is computed of them and what others told', async () => {
  const identities = [{ kind: 'user', value: fresh('computed') }];
  const id = await said({ identities, name: 'Support Case Opened', properties: { case_id: fresh('case') } });
  const products = [{ product_id: fresh('boot'), name: 'Fjord boot', category: 'Boots' }];
  const orderedAt = Date.parse('2026-11-01T10:00:00Z');
  for (const days of [40, 20, 0])
    await said({
      identities,
      name: 'Order Completed',
      properties: { order_id: fresh('order'), total: '300', currency: 'DKK', products },
      occurredAtMs: orderedAt - days * 86_400_000,
    });
  await said({ identities, name: 'Customer Referred', properties: { referred: fresh('friend') } });
  const { computed } = await get<ContactDetail>(`/api/contacts/${id}`);
  expect(computed).toMatchObject({
    averageOrder: { DKK: 30_000 },
    lastOrderAt: '2026-11-01T10:00:00.000Z',
    favouriteCategory: 'Boots',
    medianGapDays: 20,
    predictedNextOrderAt: '2026-11-21T10:00:00.000Z',
    recency: null,
    hasOpenCase: true,
    referralCount: 1,
  });
});

describe('a person’s timeline', () => {
  test('everything in one list, the newest first, paged without a gap or a repetition, also within one instant', async () => {
    const number = phone();
    const identities = [{ kind: 'user', value: fresh('line') }];
    const at = Date.now() - 86_400_000;
    const id = await said({
      identities,
      contact: { phone: number, firstName: 'Anna' },
      occurredAtMs: at,
      consents: [
        { purpose: 'marketing', state: 'granted', source: 'form', evidence: { wording: 'Yes!' }, atMs: at },
      ],
    });
    for (let index = 0; index < 30; index++) await said({ identities, occurredAtMs: at + 1_000 });
    await said({
      identities,
      name: 'Order Completed',
      properties: { total: '499', currency: 'DKK', products: [{ name: 'Fjord jacket' }] },
    });
    await said({ identities, source: 'demo', name: 'Product Viewed' });
    await api.call('PATCH', `/api/contacts/${id}`, { attributes: { size: 'M' }, addTags: ['vip'] });
    const seen: TimelineEntry[] = [];
    let cursor: string | null = null;
    do {
      const page: { entries: TimelineEntry[]; nextCursor: string | null } = await get(
        `/api/contacts/${id}/timeline?limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      );
      seen.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen.map((entry) => entry.id)).size).toBe(seen.length);
    const count = (kind: string) => seen.filter((entry) => entry.kind === kind).length;
    expect([count('event'), count('order'), count('consent'), count('change'), count('tag')]).toEqual([
      32, 1, 1, 1, 1,
    ]);
    expect(seen.map((entry) => entry.at)).toEqual(
      seen
        .map((entry) => entry.at)
        .toSorted()
        .reverse(),
    );
    expect(seen.map(({ detail }) => detail)).toContain('From the demo shop');
    expect(seen.find((entry) => entry.kind === 'order')).toMatchObject({
      sentence: 'Ordered for DKK 499.00',
      detail: 'Fjord jacket',
    });
    const orders = await get<{ entries: TimelineEntry[] }>(
      `/api/contacts/${id}/timeline?kinds=order,consent`,
    );
    expect(orders.entries.map((entry) => entry.kind)).toEqual(['order', 'consent']);
  });

  test('a tag that was taken off is told of: when it came, and when it went', async () => {
    const id = await said({ identities: [{ kind: 'user', value: fresh('tagged') }] });
    await api.call('PATCH', `/api/contacts/${id}`, { addTags: ['vip'] });
    await api.call('PATCH', `/api/contacts/${id}`, { removeTags: ['vip'] });
    const { entries } = await get<{ entries: TimelineEntry[] }>(
      `/api/contacts/${id}/timeline?kinds=change,tag`,
    );
    expect(entries.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      'tag: Lost the tag “vip”',
      'tag: Got the tag “vip”',
    ]);
  });

  test('why not? says what kept a person out, or where they stand', async () => {
    const { id: journeyId } = await publishDrawn(
      api.database,
      drawn(
        {
          start: {
            type: 'event-trigger',
            config: {
              event: 'Checkout Started',
              where: {
                match: 'all',
                rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }],
              },
            },
            next: { next: 'hold' },
          },
          hold: { type: 'wait', config: { durationMs: 3_600_000 }, next: { next: 'end' } },
          end: { type: 'exit' },
        },
        { reentry: { kind: 'once' } },
      ),
      { name: 'Cart', nowMs: Date.now() - 60_000 },
    );
    const identities = [{ kind: 'user', value: fresh('why') }];
    const id = await said({ identities, contact: { firstName: 'Anna' } });
    const why = () => get<WhyNotAnswer>(`/api/contacts/${id}/why-not?journey=${journeyId}`);
    const codes = async () => (await why()).reasons.map(({ code }) => code);
    expect(await why()).toMatchObject({ verdict: 'not-entered', answer: 'Anna never entered “Cart”.' });
    expect(await codes()).toEqual(['never-triggered', 'no-phone']);
    await said({ identities, name: 'Checkout Started', properties: { total: 100 } });
    expect(await codes()).toEqual(['trigger-condition', 'no-phone']);
    await said({ identities, name: 'Checkout Started', properties: { total: 300 }, isHistory: true });
    expect((await codes())[0]).toBe('history');
    await said({ identities, name: 'Checkout Started', properties: { total: 300 } });
    expect(await why()).toMatchObject({ verdict: 'inside' });
  });

  test('of a campaign it is told whether it is for the person, and when it comes', async () => {
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const campaign = (path: string, value: string) =>
      publishDrawn(
        api.database,
        drawn({
          start: {
            type: 'schedule-trigger',
            config: {
              audience: {
                where: { match: 'all', rules: [{ source: 'contact', path, op: 'equals', value }] },
              },
              ...{ date: day, time: '10:00', repeat: 'never', clock: 'shop' },
            },
            next: { next: 'end' },
          },
          end: { type: 'exit' },
        }),
        { name: 'Sale', nowMs: Date.now() },
      );
    const identities = [{ kind: 'user', value: fresh('sale') }];
    const id = await said({ identities, contact: { firstName: 'Anna' } });
    const reasons = async (journeyId: string) =>
      (await get<WhyNotAnswer>(`/api/contacts/${id}/why-not?journey=${journeyId}`)).reasons;
    const [forHer, forBo] = [await campaign('first_name', 'Anna'), await campaign('first_name', 'Bo')];
    expect(await reasons(forHer.id)).toMatchObject([
      { code: 'to-come', at: expect.stringContaining(day) },
      { code: 'no-phone' },
    ]);
    expect(await reasons(forBo.id)).toMatchObject([
      { code: 'not-in-audience', sentence: expect.stringContaining('first name is Bo') },
      { code: 'no-phone' },
    ]);
    // Its time was moved after it began that day: it does not come again, and nobody is told that it does.
    await api.database.kysely
      .insertInto('campaigns')
      .values({
        ...{ id: crypto.randomUUID(), journey_id: forHer.id, version: 1, status: 'running' },
        ...{ occurrence: `${day}T09:00`, due_at: new Date(), created_at: new Date() },
      })
      .execute();
    expect(await reasons(forHer.id)).toMatchObject([{ code: 'over' }, { code: 'no-phone' }]);
  });
});

test('two people are merged by hand after a look at what would happen', async () => {
  const [one, other] = [
    await said({ identities: [{ kind: 'user', value: fresh('one') }], contact: { firstName: 'Anna' } }),
    await said({
      identities: [{ kind: 'user', value: fresh('other') }],
      contact: { firstName: 'Ann', lastName: 'Holm' },
    }),
  ];
  const preview = await api.call('POST', `/api/contacts/${one}/merge/preview`, { other });
  expect(preview.json()).toMatchObject({
    fields: [
      { field: 'first_name', kept: 'Anna', other: 'Ann', after: 'Anna' },
      { field: 'last_name', kept: null, other: 'Holm', after: 'Holm' },
    ],
    moves: [{ what: 'events', count: 1 }],
  });
  await api.call('POST', `/api/contacts/${one}/merge`, { other });
  expect(await get<{ id: string; name: string }>(`/api/contacts/${other}`)).toMatchObject({
    id: one,
    name: 'Anna Holm',
  });
  expect((await api.call('POST', `/api/contacts/${one}/merge`, { other })).statusCode).toBe(404);
});

test('people and tables go out as files that come in again', async () => {
  const mark = fresh('export');
  await said({ contact: { email: `${mark}@x.dk`, firstName: '=cmd()', attributes: { a: 'x,"y"' } } });
  const csv = await api.call('GET', `/api/export/people.csv?search=${mark}`);
  expect(csv.body).toMatch(/^\uFEFF/);
  expect(csv.body).toContain(`'=cmd()`);
  const lines = await api.call('GET', `/api/export/people.ndjson?search=${mark}`);
  expect(JSON.parse(lines.body)).toMatchObject({ email: `${mark}@x.dk`, attributes: { a: 'x,"y"' } });
  const attributes = {
    ...{ name: mark, 'Shoe size': '38', size: 38.5, note: '=1+1', isVip: true, wish: 'true' },
    ...{ likes: ['tea', 'cake'], home: { town: 'Aarhus' }, email: 'other', blank: '' },
  };
  const number = phone();
  await said({
    identities: [{ kind: 'user', value: fresh('account') }],
    contact: { phone: number, firstName: mark, attributes, addTags: ['vip', 'a,b'] },
    consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now() - 1_000 }],
  });
  // A second account of the same person.
  await said({
    identities: [{ kind: 'user', value: fresh('other') }],
    contact: { phone: number, lastName: mark },
  });
  await said({ contact: { email: `${mark}.Asked@X.dk` }, identities: [{ kind: 'anonymous', value: mark }] });
  await said({ contact: { lastName: mark }, identities: [{ kind: 'anonymous', value: fresh('browser') }] });
  const everything = async () => ({
    ...(await countRows(api)),
    people: (await api.call('GET', `/api/export/people.ndjson?search=${mark}`)).body,
  });
  const before = await everything();
  for (const format of ['csv', 'ndjson']) {
    const file = await api.call('GET', `/api/export/people.${format}?search=${mark}`);
    const uploaded = await upload(file.body, `people.${format}`);
    expect(uploaded.looksLike).toBe('Signalbox');
    const preview = await api.call('POST', `/api/imports/${uploaded.id}/preview`, uploaded.settings);
    expect(preview.json<ImportPreview>().rows.map(({ outcome }) => outcome)).toEqual(Array(4).fill('known'));
    await api.call('POST', `/api/imports/${uploaded.id}/start`, uploaded.settings);
    expect(await jobDone(uploaded.id)).toMatchObject({ done: 4, created: 0, changed: 0, bad: 0 });
    expect(await everything()).toEqual(before);
  }
  const table = await api.call('GET', '/api/export/tables/contacts.ndjson');
  for (const line of table.body.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('id');
  // A table, too, is opened in a spreadsheet: no formula in it is run, its letters are right, and its numbers stay numbers.
  const sheet = await api.call('GET', '/api/export/tables/contacts.csv');
  expect(sheet.body).toMatch(/^\uFEFFid,first_name/);
  expect(sheet.body).toContain(`,'=cmd(),`);
  expect(sheet.body).toContain(`,${number},`);
  expect(sheet.body).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,/);
  expect((await api.call('GET', '/api/export/tables/api_keys.csv')).statusCode).toBe(404);
});
