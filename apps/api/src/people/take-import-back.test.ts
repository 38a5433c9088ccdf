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

async function uploading(content: string, name = 'people.csv'): Promise<ImportFile> {
  const uploaded = await api.app.inject({
    method: 'POST',
    url: `/api/imports?name=${name}`,
    payload: content,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': name.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson',
    },
  });
  return uploaded.json();
}

const importing = async (content: string, name?: string): Promise<PeopleJob> =>
  beginning(await uploading(content, name));

async function beginning(file: ImportFile): Promise<PeopleJob> {
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

const idOf = async (name: string) =>
  (await get<{ contacts: { id: string }[] }>(`/api/contacts?search=${name}`)).contacts[0]?.id;
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

test('of two who are one by now each yes is counted once before it goes', async () => {
  const mark = fresh('yes');
  const [hanne, lene] = [`hanne@${mark}.dk`, `lene@${mark}.dk`];
  const gone = await said({ contact: { email: hanne } });
  const stays = await said({ contact: { email: lene } });
  const list = await importing(`email,phone,sms consent\n${hanne},${phone()},yes\n${lene},${phone()},yes`);
  const merged = await api.call('POST', `/api/contacts/${stays}/merge`, { other: gone });
  expect(merged.statusCode, merged.body).toBe(200);
  expect(await wouldTakeBack(list)).toMatchObject({ changed: 2, consents: 2 });
  await takingBack(list);
  expect(
    await api.database.kysely
      .selectFrom('contact_changes')
      .selectAll()
      .where('contact_id', '=', stays)
      .where('field', '=', 'consent')
      .where('source', '=', 'undo')
      .execute(),
  ).toHaveLength(2);
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

test('whom a later import names, too, stays with what it says of them, and goes back with it', async () => {
  const mark = fresh('twice');
  const [here, made] = [`here@${mark}.dk`, `made@${mark}.dk`];
  const known = await said({ contact: { email: here, firstName: 'Hanne', attributes: { town: 'A' } } });
  const first = await importing(
    `email,first name,town,size,tags\n${here},Anna,Ry,38,vip\n${made},Bo,Ry,40,vip`,
  );
  const again = await importing(`email,first name,tags\n${here},Anna,vip\n${made},Bo,vip`);
  expect(again).toMatchObject({ created: 0, changed: 0, canUndo: false });
  expect(await wouldTakeBack(first)).toMatchObject({ gone: 0, kept: 1, putBack: 1 });
  await takingBack(first);
  expect(await person(known)).toMatchObject({ firstName: 'Anna', tags: ['vip'], attributes: { town: 'A' } });
  expect((await person(known)).attributes).toEqual({ town: 'A' });
  expect(await idOf(made)).toBeDefined();

  expect(await takingBack(again)).toMatchObject({ gone: 1, changed: 2, kept: 0 });
  expect(await person(known)).toMatchObject({ firstName: 'Hanne', tags: [], email: here });
  expect(await idOf(made)).toBeUndefined();
});

test('whichever of two imports is taken back first, nothing of either is there in the end', async () => {
  for (const order of ['first', 'last']) {
    const email = `${fresh(order)}@x.dk`;
    const here = await said({ contact: { email, firstName: 'Hanne' } });
    const imports = [];
    for (const name of ['Wrong', 'Wronger'])
      imports.push(await importing(`email,first name,town\n${email},${name},${name}`));
    if (order === 'last') imports.reverse();
    for (const each of imports) await takingBack(each);
    expect(await person(here), order).toMatchObject({ firstName: 'Hanne', attributes: {} });
    expect((await person(here)).attributes).toEqual({});
  }
});

test('a wrong number is nobody’s name any more, though a later import gave them the right one', async () => {
  const [email, wrong, right] = [`${fresh('number')}@x.dk`, phone(), phone()];
  const here = await said({ contact: { email } });
  const mistake = await importing(`email,phone\n${email},${wrong}`);
  await importing(`email,phone\n${email},${right}`);
  expect(await wouldTakeBack(mistake)).toMatchObject({ putBack: 1, kept: 0 });
  await takingBack(mistake);
  expect(await said({ contact: { phone: right } })).toBe(here);
  expect(await said({ contact: { phone: wrong } })).not.toBe(here);
  expect(await person(here)).toMatchObject({ phone: right });
});

test('a field that an import got wrong is as before, and an import of meanwhile that had said the right thing goes back, too', async () => {
  const email = `${fresh('columns')}@x.dk`;
  const here = await said({
    contact: { email, firstName: 'Hanne', attributes: { town: 'Ry', notes: 'n'.repeat(100) } },
  });
  const late = await uploading(`email,first name,town,notes\n${email},Hanne,Wrong,${'w'.repeat(100)}`);
  const right = await importing(`email,first name,town,notes\n${email},Anna,Ry,${'n'.repeat(100)}`);
  const mistake = await beginning(late);
  expect(await person(here)).toMatchObject({ firstName: 'Hanne', attributes: { town: 'Wrong' } });
  await takingBack(mistake);
  expect((await person(here)).attributes).toEqual({ town: 'Ry', notes: 'n'.repeat(100) });
  expect(await person(here)).toMatchObject({ firstName: 'Anna' });
  await takingBack(right);
  expect(await person(here)).toMatchObject({ firstName: 'Hanne', attributes: { town: 'Ry' } });
});

test('a mistake that a later import put right is not there again once both are taken back', async () => {
  for (const order of ['first', 'last']) {
    const email = `${fresh(order)}@x.dk`;
    const here = await said({ contact: { email, firstName: 'Hanne', attributes: { town: 'Ry' } } });
    const imports = [];
    for (const [name, town] of [
      ['Wrong', 'Wrong'],
      ['Hanne', 'Ry'],
    ])
      imports.push(await importing(`email,first name,town\n${email},${name},${town}`));
    if (order === 'last') imports.reverse();
    for (const each of imports) await takingBack(each);
    expect(await person(here), order).toMatchObject({ firstName: 'Hanne', attributes: { town: 'Ry' } });
  }
});

test('two imports that somebody takes back at once leave nothing of either', async () => {
  const email = `${fresh('at-once')}@x.dk`;
  const here = await said({ contact: { email, firstName: 'Hanne' } });
  const other = await said({ contact: { email: `${fresh('other')}@x.dk` } });
  const imports = [];
  for (const name of ['Wrong', 'Wronger'])
    imports.push(await importing(`email,first name,town\n${email},${name},${name}`));
  const holder = await api.database.pool.connect();
  const undos: string[] = [];
  try {
    await holder.query('begin');
    await holder.query('select from contacts where id = $1 for update', [other]);
    const work = await api.call('POST', '/api/contacts/bulk', {
      action: { kind: 'attribute', name: 'size', value: 38 },
      choice: { ids: [other] },
      dryRun: false,
    });
    expect(work.statusCode, work.body).toBe(202);
    for (const { id } of imports) {
      const undo = await api.call('POST', `/api/people-jobs/${id}/undo`);
      expect(undo.statusCode, undo.body).toBe(202);
      undos.push(undo.json<{ jobId: string }>().jobId);
    }
    await holder.query('commit');
  } finally {
    holder.release();
  }
  for (const id of undos) await jobDone(id);
  expect(await person(here)).toMatchObject({ firstName: 'Hanne' });
  expect((await person(here)).attributes).toEqual({});
});

test('what another import says of who is somebody else by now stays with them, and goes back with it', async () => {
  for (const whose of ['gone', 'stays']) {
    const mark = fresh('merged');
    const gone = await said({ contact: { email: `gone@${mark}.dk` } });
    const stays = await said({ contact: { email: `stays@${mark}.dk` } });
    const first = await importing(`email,tags\n${whose}@${mark}.dk,vip`);
    const again = await importing(`email,tags\n${whose}@${mark}.dk,vip`);
    const merged = await api.call('POST', `/api/contacts/${stays}/merge`, { other: gone });
    expect(merged.statusCode, merged.body).toBe(200);
    await takingBack(first);
    expect((await person(stays)).tags, whose).toEqual(['vip']);
    await takingBack(again);
    expect((await person(stays)).tags, whose).toEqual([]);
  }
});

test('what another import says, too, is its own also if it names keys in another order', async () => {
  const id = fresh('keys');
  const here = await said({ contact: { email: `${id}@x.dk` } });
  const saying = (size: object) => importing(JSON.stringify({ email: `${id}@x.dk`, size }), 'people.ndjson');
  const [first, again] = [await saying({ b: 1, long: 2 }), await saying({ long: 2, b: 1 })];
  const { size } = (await person(here)).attributes;
  await takingBack(first);
  expect((await person(here)).attributes).toEqual({ size });
  await takingBack(again);
  expect((await person(here)).attributes).toEqual({});
});

/** Asks while somebody else holds a job, who then does something and lets go. */
async function askedBeside(jobId: string, ask: () => ReturnType<TestApi['call']>, statement: string) {
  const other = await api.database.pool.connect();
  try {
    await other.query('begin');
    await other.query('select from people_jobs where id = $1 for update', [jobId]);
    const asked = ask();
    await expect
      .poll(async () => {
        const waiting = await api.database.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.rowCount;
      })
      .toBe(1);
    await other.query(statement, [jobId]);
    await other.query('commit');
    return await asked;
  } finally {
    other.release();
  }
}

test('an import that somebody takes back at that moment is not gone on with', async () => {
  const file = await uploading(`email\n${fresh('stood')}@x.dk`);
  await api.database.pool.query(
    `update people_jobs set status = 'cancelled', started_at = now(), finished_at = now() where id = $1`,
    [file.id],
  );
  const answer = await askedBeside(
    file.id,
    async () => api.call('POST', `/api/people-jobs/${file.id}/go-on`),
    `insert into people_jobs (id, kind, status, settings, undoes, created_at)
     values (gen_random_uuid(), 'undo', 'done', '{}', $1, now())`,
  );
  expect(answer.statusCode).toBe(409);
  expect(await get(`/api/people-jobs/${file.id}`)).toMatchObject({ status: 'cancelled' });
});

test('what is said of columns at the moment when the import begins is not what it goes by', async () => {
  const file = await uploading(`email,first name\n${fresh('begun')}@x.dk,Anna`);
  const answer = await askedBeside(
    file.id,
    async () => api.call('PUT', `/api/imports/${file.id}/settings`, { ...file.settings, tag: 'late' }),
    `update people_jobs set status = 'cancelled', finished_at = now() where id = $1`,
  );
  expect(answer.statusCode).toBe(409);
  expect((await get<ImportFile>(`/api/imports/${file.id}`)).settings.tag).toBe('');
});
