import fc from 'fast-check';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../database.js';
import { createTestDatabase } from '../testing.js';
import { saveSegment } from '../segments/segments.js';
import { found } from './contact-filter.js';
import { firstRowsOfImport, keepRows, pagesOfImport, rowsOfPage } from './import-file.js';
import {
  ImportCollision,
  importPeople,
  type About,
  type ImportedPerson,
  type StretchBefore,
} from './import-people.js';
import { createPeopleJob, getPeopleJob, stepPeopleJobBehind, type PeopleJob } from './jobs.js';
import { sortWordsIn } from './words-of-many.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('import_people');
});
afterAll(() => database?.drop());

async function importing(stretches: ImportedPerson[][]) {
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  for (const people of stretches) {
    const job = (await getPeopleJob(database, id))!;
    const upTo = people.at(-1)?.rowNo ?? job.cursor;
    await transaction(database, (client) =>
      importPeople(client, job, { people, bad: [], pages: [], upTo }, NOW),
    );
  }
  return (await getPeopleJob(database, id))!;
}

/** Each beside the one before it, which is not committed yet. */
async function importingAbreast(stretches: ImportedPerson[][]) {
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  const job = (await getPeopleJob(database, id))!;
  let before: StretchBefore | undefined;
  let cursor = 0;
  for (const people of stretches) {
    before = behind({ ...job, cursor }, people, before);
    cursor = people.at(-1)!.rowNo;
    await before.about;
  }
  await before?.committed;
  return (await getPeopleJob(database, id))!;
}

function behind(job: PeopleJob, people: ImportedPerson[], before?: StretchBefore): StretchBefore {
  const step = { people, bad: [], pages: [], upTo: people.at(-1)!.rowNo };
  let committed: Promise<void> | undefined;
  const about = new Promise<About>((tell, fail) => {
    committed = stepPeopleJobBehind(
      database,
      job,
      async (client) => {
        await importPeople(client, job, step, NOW, { before, tell });
        return { isThrough: false };
      },
      NOW,
    );
    committed.catch(fail);
  });
  return { about, committed: committed! };
}

/** How many transactions are open that have done this last. */
async function openAt(statement: string) {
  const { rowCount } = await database.pool.query(
    `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and query like $1`,
    [`${statement}%`],
  );
  return rowCount;
}

/** Everybody as they stand, by the names that they are found by. */
async function everybody() {
  const { rows } = await sql<{ names: string[] }>`
    select array(select kind || '/' || value from contact_identities i where i.contact_id = c.id order by 1) as names,
      first_name, last_name, email, phone, country, language, time_zone, attributes, tags,
      array(select tag from contact_tags t where t.contact_id = c.id order by 1) as "tagRows",
      array(select concat_ws(' ', phone, state, at, evidence ->> 'said') from consents o where o.contact_id = c.id order by id)
        as consents
    from contacts c`.execute(database.kysely);
  return rows.sort((a, b) => (a.names.join() < b.names.join() ? -1 : 1));
}

const forgetAll = () =>
  sql`truncate contact_changes, contact_tags, tags, consents, contact_identities, contacts, people_jobs cascade`.execute(
    database.kysely,
  );

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const row = fc
  .record({
    externalId: maybe(fc.constantFrom('u1', 'u2', 'u3')),
    phone: maybe(fc.constantFrom('+4526000001', '+4526000002', '+4526000003')),
    email: maybe(fc.constantFrom('a@x.dk', 'b@x.dk', 'c@x.dk')),
    firstName: maybe(fc.constantFrom('Anna', 'Bo\t', 'C\\N')),
    country: maybe(fc.constantFrom('DK', 'SE')),
    tags: maybe(fc.uniqueArray(fc.constantFrom('vip', 'new "ones"', 'z\\'), { minLength: 1 })),
    attributes: maybe(
      fc.dictionary(fc.constantFrom('size', 'town'), fc.oneof(fc.integer(), fc.constant('Å\nrhus'))),
    ),
    consent: maybe(
      fc.record({
        state: fc.constantFrom('granted' as const, 'denied' as const),
        atMs: fc.constantFrom(null, NOW - 86_400_000, NOW - 172_800_000),
        evidence: fc.record({ said: fc.constantFrom('yes', 'no') }),
      }),
    ),
  })
  .filter(({ externalId, phone, email }) => Boolean(externalId ?? phone ?? email));

test('however a file is cut, it gives the same people as its rows taken one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 14 }),
      fc.array(row, { maxLength: 4 }),
      fc.integer({ min: 2, max: 14 }),
      async (file, before, length) => {
        const numbered = (rows: typeof file): ImportedPerson[] =>
          rows.map((one, index) => ({ ...one, rowNo: index + 1 }));
        const rows = numbered(file);
        const known = numbered(before).map((one) => [one]);

        await forgetAll();
        await importing(known);
        await importing(rows.map((one) => [one]));
        const oneByOne = await everybody();

        await forgetAll();
        await importing(known);
        const stretches: ImportedPerson[][] = [];
        for (let at = 0; at < rows.length; at += length) stretches.push(rows.slice(at, at + length));
        await importing(stretches);
        expect(await everybody()).toEqual(oneByOne);

        await forgetAll();
        await importing(known);
        await importingAbreast(stretches);
        expect(await everybody(), 'abreast').toEqual(oneByOne);
      },
    ),
    { numRuns: 40 },
  );
}, 180_000);

test('a stretch that is written before the one in front of it is not in its way, and ends after it', async () => {
  await forgetAll();
  await saveSegment(
    database,
    {
      name: 'VIP',
      rule: {
        version: 2,
        root: { kind: 'group', match: 'all', conditions: [{ kind: 'tag', op: 'has', tag: 'vip' }] },
      },
    },
    NOW,
  );
  const many = (from: number): ImportedPerson[] =>
    Array.from({ length: 600 }, (_, n) => ({
      rowNo: from + n + 1,
      email: `${from + n}@x.dk`,
      country: 'DK',
    }));
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  const job = (await getPeopleJob(database, id))!;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const about: About = { names: new Set(), people: new Set() };
  const second = behind({ ...job, cursor: 600 }, many(600), {
    about: Promise.resolve(about),
    committed: held,
  });
  try {
    await expect.poll(() => openAt('copy bulk_people')).toBe(1);
    await behind(job, many(0)).committed;
    expect(await getPeopleJob(database, id)).toMatchObject({ cursor: 600, created: 600 });
  } finally {
    letGo();
  }
  await second.committed;
  expect(await getPeopleJob(database, id)).toMatchObject({ cursor: 1_200, created: 1_200 });
});

test.each([
  ['was stopped', { status: 'cancelled' as const }],
  ['was taken on by somebody else', { cursor: 1 }],
])('a stretch behind another is taken back if its job %s meanwhile', async (_, meanwhile) => {
  await forgetAll();
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  const job = (await getPeopleJob(database, id))!;
  const committed = database.kysely.updateTable('people_jobs').set(meanwhile).where('id', '=', id).execute();
  const about: About = { names: new Set(), people: new Set() };
  const second = behind(job, [{ rowNo: 1, email: 'a@x.dk' }], { about: Promise.resolve(about), committed });
  second.about.catch(() => {});
  await expect(second.committed).rejects.toThrow(ImportCollision);
  expect(await everybody()).toEqual([]);
});

test('a file is kept as it came, by pages, without what PostgreSQL has no letter for', async () => {
  const id = await createPeopleJob(
    database.kysely,
    { kind: 'import', status: 'uploading', settings: {} },
    NOW,
  );
  const rows = Array.from({ length: 1_203 }, (_, index) => [
    `u${index}`,
    '\\u0000 \\\\ "\n\t',
    'a\u0000b\\\u0000',
  ]);
  await keepRows(database, id, Readable.from(rows));
  const kept = await firstRowsOfImport(database.kysely, id, 2_000);
  expect(kept).toEqual(rows.map(([name, odd], index) => ({ rowNo: index + 1, cells: [name, odd, 'ab\\'] })));
  const [last] = await pagesOfImport(database.kysely, id, { after: 1_000, limit: 5 });
  expect([last!.upTo, [...rowsOfPage(last!)].length]).toEqual([1_203, 203]);
});

test('the same rows once more change nobody, and say so', async () => {
  await forgetAll();
  const rows = fc.sample(row, { numRuns: 30, seed: 6 }).map((one, index) => ({
    ...one,
    externalId: `u${index}`,
    phone: undefined,
    email: undefined,
    rowNo: index,
  }));
  expect(await importing([rows])).toMatchObject({ created: 30, changed: 0 });
  const before = await everybody();
  expect(await importing([rows])).toMatchObject({ created: 0, changed: 0 });
  expect(await everybody()).toEqual(before);
});

test('another account is another person, though they share a phone, in one stretch as in two', async () => {
  const family = [
    { rowNo: 1, externalId: 'anna', phone: '+4526000009' },
    { rowNo: 2, externalId: 'bo', phone: '+4526000009' },
  ];
  for (const stretches of [[family], family.map((one) => [one])]) {
    await forgetAll();
    expect(await importing(stretches)).toMatchObject({ created: 2 });
    expect(await everybody()).toMatchObject([
      { names: ['phone/+4526000009', 'user/anna'], phone: '+4526000009' },
      { names: ['user/bo'], phone: null },
    ]);
  }
});

/** Imports people beside somebody who has not committed yet: that fails, and is done again. */
async function importingBeside(statements: string[], people: ImportedPerson[]) {
  const other = await database.pool.connect();
  try {
    await other.query('begin');
    for (const statement of statements) await other.query(statement);
    const failed = expect(importing([people])).rejects.toBeInstanceOf(ImportCollision);
    await expect
      .poll(async () => {
        const { rows } = await database.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length;
      })
      .toBe(1);
    await other.query('commit');
    await failed;
  } finally {
    other.release();
  }
  return importing([people]);
}

test('somebody who comes in by another door at the same moment makes the step be done again', async () => {
  await forgetAll();
  const comesIn = `
    with made as (insert into contacts (id, total_spent, created_at, updated_at)
      values (gen_random_uuid(), '{}', now(), now()) returning id)
    insert into contact_identities select 'email', 'x@x.dk', id from made`;
  expect(await importingBeside([comesIn], [{ rowNo: 1, email: 'x@x.dk' }])).toMatchObject({ created: 0 });
});

test.each([
  ['a name', { phone: '+4526000001' }],
  ['a tag', { tags: ['vip'] }],
  ['a first name', { firstName: 'Anna' }],
])(
  'who is erased at the moment when a file gives them %s is not written of as if they were there',
  async (_, given) => {
    await forgetAll();
    await importing([[{ rowNo: 1, externalId: 'u1' }]]);
    const leaves = ['delete from contact_identities', 'delete from contacts'];
    const done = await importingBeside(leaves, [{ rowNo: 1, externalId: 'u1', ...given }]);
    expect(done).toMatchObject({ created: 1 });
  },
);

test('what somebody was before a file changed them is what they were at that moment, and not when they were looked for', async () => {
  await forgetAll();
  await importing([[{ rowNo: 1, externalId: 'u1', firstName: 'Anna' }]]);
  const byHand = `update contacts set first_name = 'By hand'`;
  const job = await importingBeside([byHand], [{ rowNo: 1, externalId: 'u1', firstName: 'Bo' }]);
  const { rows } = await database.pool.query('select was from bulk_people where job_id = $1', [job.id]);
  expect(rows).toMatchObject([{ was: { before: { first_name: 'By hand' } } }]);
});

test('a no that comes while a stretch waits for the one before it is not talked over by a yes without a date', async () => {
  await forgetAll();
  const phone = '+4526000001';
  const yes = { state: 'granted' as const, atMs: null, evidence: {} };
  await importing([[{ rowNo: 1, email: 'a@x.dk' }]]);
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  const job = (await getPeopleJob(database, id))!;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const about: About = { names: new Set(), people: new Set() };
  const people = [{ rowNo: 1, phone, consent: yes }];
  const second = behind(job, people, { about: Promise.resolve(about), committed: held });
  await expect.poll(() => openAt('copy bulk_people')).toBe(1);
  await database.pool.query(
    `insert into consents (phone, contact_id, purpose, state, source, evidence, at, recorded_at)
      select $1, id, 'marketing', 'denied', 'page', '{}', $2, $2 from contacts`,
    [phone, new Date(NOW - 86_400_000)],
  );
  letGo();
  await expect(second.committed).rejects.toThrow(ImportCollision);
  await importing([people]);
  const { rows } = await database.pool.query('select state from consents where phone = $1', [phone]);
  expect(rows).toEqual([{ state: 'denied' }]);
});

test('who came in by a file is found at once, and still when the words of all of them are sorted in', async () => {
  await forgetAll();
  await importing([[{ rowNo: 1, externalId: 'u1', firstName: 'Åse', phone: '+4526000001' }]]);
  const counted = async (search: string) => {
    const { rows } = await sql`select from contacts where ${found(search)!}`.execute(database.kysely);
    return rows.length;
  };
  for (const look of ['unsorted', 'sorted']) {
    if (look === 'sorted') await sortWordsIn(database);
    expect([await counted('ås'), await counted('26 00 00'), await counted('bo')], look).toEqual([1, 1, 0]);
  }
});

test('no name and no consent is of somebody who is not there, and nobody goes while one is', async () => {
  await forgetAll();
  const nobody = '00000000-0000-7000-8000-000000000000';
  const refused = { code: '23503' };
  await expect(
    database.pool.query(`insert into contact_identities values ('email', 'x@x.dk', $1)`, [nobody]),
  ).rejects.toMatchObject(refused);
  await importing([[{ rowNo: 1, email: 'x@x.dk' }]]);
  await expect(database.pool.query('delete from contacts')).rejects.toMatchObject(refused);
  await expect(
    database.pool.query('update contact_identities set contact_id = $1', [nobody]),
  ).rejects.toMatchObject(refused);

  // Of two at the same moment the second waits for the first, and then sees what it did.
  const { rows } = await database.pool.query<{ id: string }>('select id from contacts');
  const leaving = await database.pool.connect();
  try {
    await leaving.query('begin');
    await leaving.query('delete from contact_identities');
    await leaving.query('delete from contacts');
    const naming = database.pool.query(`insert into contact_identities values ('phone', '+4526000001', $1)`, [
      rows[0]!.id,
    ]);
    const failed = expect(naming).rejects.toMatchObject(refused);
    await expect
      .poll(async () => {
        const waiting = await database.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.rowCount;
      })
      .toBe(1);
    await leaving.query('commit');
    await failed;
  } finally {
    leaving.release();
  }
});
