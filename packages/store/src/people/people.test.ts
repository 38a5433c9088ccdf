import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changePoints,
  createPeopleJob,
  dataOfContact,
  eraseContact,
  findSignUpForm,
  getContact,
  isSuppressed,
  keepRows,
  listAttributes,
  listRuns,
  markRead,
  markUnreachable,
  mergeContacts,
  noteDelivery,
  planText,
  pointsBalance,
  previewMerge,
  readFacts,
  recordInbound,
  recordSuppressed,
  saveProgramme,
  firstRowsOfImport,
  saveSignUpForm,
  signUp,
  startBulk,
  startJourney,
  startWave,
  stepBulk,
  stepPeopleJob,
  suppress,
  takeEvent,
  updateContactFields,
  type Cells,
  type IncomingEvent,
  type SignUpForm,
} from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { putTags } from './tags.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('people');
});
afterAll(() => database?.drop());

let serial = 0;
const fresh = (word: string) => `${word}-${++serial}`;
const freshPhone = () => `+4520${String(100_000 + ++serial)}`;

async function said(message: Partial<IncomingEvent>): Promise<string> {
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: fresh('message'),
      name: 'Seen',
      occurredAtMs: NOW,
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      ...message,
    },
    { nowMs: NOW },
  );
  return contactId!;
}
const user = (value: string) => [{ kind: 'user', value }];
const order = (message: Partial<IncomingEvent>, total = '10.00') =>
  said({ name: 'Order Completed', properties: { total, currency: 'DKK' }, ...message });

async function count(table: 'events' | 'contacts' | 'messages' | 'consents', contactId: string) {
  const { n } = await database.kysely
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(table === 'contacts' ? 'id' : ('contact_id' as never), '=', contactId as never)
    .executeTakeFirstOrThrow();
  return n;
}

/** A journey that waits for `Order Completed` of the person. */
const waiting = () =>
  publishDrawn(
    database,
    drawn(
      {
        start: { type: 'manual-trigger', next: { next: 'hold' } },
        hold: {
          type: 'wait-for-event',
          config: {
            events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
            timeoutMs: 24 * HOUR,
          },
          next: { ordered: 'end', timeout: 'end' },
        },
        end: { type: 'exit' },
      },
      { reentry: { kind: 'after-exit' } },
    ),
    { nowMs: NOW },
  );
const enter = async (journeyId: string, contactId: string, nowMs = NOW) => {
  const result = await startJourney(
    database,
    { journeyId, contactId, properties: {}, key: fresh('start') },
    { nowMs },
  );
  if (result.outcome !== 'started') throw new Error(result.reason);
  return result.runId;
};

describe('who is meant', () => {
  test('an order with another e-mail address and the same phone is the same person', async () => {
    const phone = freshPhone();
    const anna = await said({ identities: user(fresh('anna')), contact: { phone, email: fresh('a@x.dk') } });
    expect(await order({ contact: { phone, email: fresh('b@x.dk') } })).toBe(anna);
  });

  test('a browser that then says who it is brings what it did along', async () => {
    const anonymous = [{ kind: 'anonymous', value: fresh('browser') }];
    const visitor = await said({ identities: anonymous });
    const anna = await said({ identities: user(fresh('anna')) });
    const [known] = await database.kysely
      .selectFrom('contact_identities')
      .select('value')
      .where('contact_id', '=', anna)
      .execute();
    expect(await said({ identities: [...user(known!.value), ...anonymous] })).toBe(anna);
    expect(await count('contacts', visitor)).toBe(0);
    expect(await count('events', anna)).toBe(3);
    expect(await getContact(database, visitor)).toMatchObject({ id: anna });
  });

  test('phone and e-mail address of two half-known people in one message make them one', async () => {
    const [phone, email] = [freshPhone(), fresh('a@x.dk')];
    const byPhone = await order({ contact: { phone } });
    const byEmail = await order({ contact: { email } }, '5.00');
    const one = await order({ contact: { phone, email } });
    expect(one).toBe(byPhone);
    expect(await getContact(database, byEmail)).toMatchObject({
      id: byPhone,
      email,
      orderCount: 3,
      totalSpent: { DKK: 2500 },
    });
  });

  test('two accounts are never made one by a number that they share', async () => {
    const phone = freshPhone();
    const [anna, bo] = [fresh('anna'), fresh('bo')];
    const first = await said({ identities: user(anna), contact: { phone } });
    const second = await said({ identities: user(bo), contact: { email: fresh('bo@x.dk') } });
    expect(await said({ identities: user(bo), contact: { phone } })).toBe(second);
    expect(await getContact(database, first)).toMatchObject({ id: first, phone });
    expect(await getContact(database, second)).toMatchObject({ id: second, phone: null });
  });

  test('a till’s number, which every order carries, does not chain its customers together', async () => {
    const phone = freshPhone();
    const people = new Set<string>();
    for (let customer = 0; customer < 10; customer++)
      people.add(await order({ contact: { phone, email: fresh('customer@x.dk') } }));
    expect(people.size).toBeGreaterThanOrEqual(8);
  });

  test('another account in the same browser is another person', async () => {
    const anonymous = [{ kind: 'anonymous', value: fresh('family') }];
    const anna = await said({ identities: [...user(fresh('anna')), ...anonymous] });
    const bo = await said({ identities: [...user(fresh('bo')), ...anonymous] });
    expect(bo).not.toBe(anna);
  });
});

describe('a merge', () => {
  test('a run that waits hears of what the person does after it', async () => {
    const { id: journeyId } = await waiting();
    const [anna, phone] = [fresh('anna'), freshPhone()];
    const survivor = await said({ identities: user(anna) });
    const merged = await said({ contact: { phone } });
    const runId = await enter(journeyId, merged);
    await mergeContacts(database, { survivorId: survivor, mergedId: merged, reason: 'hand' }, NOW);
    const { signalled } = await takeEvent(
      database,
      {
        source: 'test',
        messageId: fresh('m'),
        name: 'Order Completed',
        occurredAtMs: NOW + 1,
        identities: user(anna),
        properties: {},
        keys: [],
        isHistory: false,
      },
      { nowMs: NOW + 1 },
    );
    expect(signalled).toEqual([runId]);
    expect(await listRuns(database, { contactId: survivor })).toMatchObject([{ id: runId }]);
  });

  test('a run that was started with the old id reads, texts and tags the survivor', async () => {
    const { id: journeyId } = await waiting();
    const survivor = await said({ identities: user(fresh('anna')), contact: { firstName: 'Anna' } });
    const merged = await said({ identities: user(fresh('old')) });
    const runId = await enter(journeyId, merged);
    await mergeContacts(database, { survivorId: survivor, mergedId: merged, reason: 'hand' }, NOW);
    await updateContactFields(
      database,
      merged,
      { addTags: ['vip'], attributes: { size: 'M' } },
      { atMs: NOW },
    );
    await changePoints(database, {
      key: fresh('p'),
      contactId: merged,
      points: 5,
      reason: 'x',
      atMs: NOW,
    });
    const text = { sendKey: fresh('send'), runId, journeyId, nodeId: 'x', phone: null, purpose: 'marketing' };
    await recordSuppressed(
      database,
      { ...text, contactId: merged },
      { code: 'no-phone', reason: 'No phone' },
      NOW,
    );
    const { contact } = await readFacts(database, { contactId: merged, journeyId });
    expect(contact).toMatchObject({ id: survivor, first_name: 'Anna', size: 'M', tags: ['vip'] });
    expect(await pointsBalance(database, survivor)).toBe(5);
    expect(await count('messages', survivor)).toBe(1);
  });

  test('of two runs of one journey the later one ends as merged', async () => {
    const { id: journeyId } = await waiting();
    const survivor = await said({ identities: user(fresh('a')) });
    const merged = await said({ identities: user(fresh('b')) });
    const older = await enter(journeyId, merged, NOW - HOUR);
    const later = await enter(journeyId, survivor, NOW);
    const preview = await previewMerge(database, { survivorId: survivor, mergedId: merged });
    expect(preview?.twins).toMatchObject([{ journeyId }]);
    await mergeContacts(database, { survivorId: survivor, mergedId: merged, reason: 'hand' }, NOW);
    const told = await database.kysely
      .selectFrom('outbox')
      .select(['run_id', 'payload'])
      .where('kind', '=', 'interrupt')
      .where('run_id', 'in', [older, later])
      .execute();
    expect(told).toEqual([{ run_id: later, payload: { kind: 'end', outcome: 'merged' } }]);
    expect(await listRuns(database, { contactId: survivor })).toHaveLength(2);
  });

  test('who was told by a campaign under one of two names is not told again under the other', async () => {
    const { id: journeyId } = await waiting();
    const survivor = await said({ identities: user(fresh('kept')) });
    const merged = await said({ identities: user(fresh('told')) });
    const campaign = randomUUID();
    await database.kysely
      .insertInto('campaigns')
      .values({
        ...{ id: campaign, journey_id: journeyId, version: 1, occurrence: '2026-11-24T12:00' },
        ...{ due_at: new Date(NOW), status: 'running', created_at: new Date(NOW) },
      })
      .execute();
    await database.kysely
      .insertInto('campaign_people')
      .values([
        { campaign_id: campaign, contact_id: merged, outcome: 'started', at: new Date(NOW) },
        { campaign_id: campaign, contact_id: survivor },
      ])
      .execute();
    await mergeContacts(database, { survivorId: survivor, mergedId: merged, reason: 'hand' }, NOW + HOUR);
    const { rows } = await database.pool.query(
      'select contact_id, outcome, reason, at from campaign_people where campaign_id = $1',
      [campaign],
    );
    expect(rows).toEqual([{ contact_id: survivor, outcome: 'started', reason: null, at: new Date(NOW) }]);
    await startWave(database, { id: campaign, journeyId, occurrence: '2026-11-24T12:00' }, 10, NOW + HOUR);
    expect(await listRuns(database, { contactId: survivor })).toEqual([]);
  });

  test('a message that makes two people one adds to what was known of both', async () => {
    const [account, email] = [fresh('account'), `${fresh('mail')}@example.com`];
    await said({ identities: user(account), contact: { attributes: { shoe: 38 } } });
    await said({ identities: [{ kind: 'email', value: email }], contact: { attributes: { club: 'gold' } } });
    const id = await said({
      identities: [...user(account), { kind: 'email', value: email }],
      contact: { attributes: { city: 'Aarhus' } },
    });
    expect((await getContact(database, id))?.attributes).toEqual({ shoe: 38, club: 'gold', city: 'Aarhus' });
  });

  test('an open case, who they brought, when others wrote to them and their tier are of both', async () => {
    const tell = (account: string, name: string, properties: IncomingEvent['properties'], atMs = NOW) =>
      said({ identities: user(account), name, properties, occurredAtMs: atMs });
    const [kept, gone] = [fresh('kept'), fresh('gone')];
    const survivorId = await tell(kept, 'Customer Referred', { referred: fresh('friend') });
    await tell(gone, 'Customer Referred', { referred: fresh('friend') });
    await tell(kept, 'Contacted Elsewhere', {}, NOW - 2 * HOUR);
    await tell(gone, 'Contacted Elsewhere', {}, NOW - HOUR);
    const mergedId = await tell(gone, 'Support Case Opened', {});
    await order({ identities: user(kept) }, '600.00');
    await order({ identities: user(gone) }, '600.00');
    await saveProgramme(database, {
      ...{ kind: 'ours', since: '2020-01-01T00:00:00Z', currency: 'DKK', pointsPerUnit: 1, rewards: [] },
      ...{ tiers: [{ name: 'Gold', from: 1000 }], tierBy: 'spend' },
    });
    await mergeContacts(database, { survivorId, mergedId, reason: 'hand' }, NOW);
    const facts = () =>
      database.kysely
        .selectFrom('contacts')
        .select(['has_open_case', 'referral_count', 'contacted_elsewhere_at', 'tier'])
        .where('id', '=', survivorId)
        .executeTakeFirstOrThrow();
    expect(await facts()).toEqual({
      has_open_case: true,
      referral_count: 2,
      contacted_elsewhere_at: new Date(NOW - HOUR),
      tier: 'Gold',
    });
    await tell(kept, 'Support Case Closed', {});
    expect(await facts()).toMatchObject({ has_open_case: false });
    await saveProgramme(database, null as never);
  });

  test('of two balances that the shop’s own programme told, the one that it told last is theirs', async () => {
    const programme = { since: '2020-01-01T00:00:00Z', currency: 'DKK', pointsPerUnit: 1, rewards: [] };
    await saveProgramme(database, { kind: 'theirs', ...programme, tiers: [], tierBy: 'spend' });
    const points = (balance: number, tier: string, atMs: number) =>
      said({ identities: user(fresh('member')), name: 'Points Changed', properties: { balance, tier }, occurredAtMs: atMs }); // prettier-ignore
    const survivorId = await points(100, 'Silver', NOW - 2 * HOUR);
    const mergedId = await points(250, 'Gold', NOW - HOUR);
    await mergeContacts(database, { survivorId, mergedId, reason: 'hand' }, NOW);
    const facts = await database.kysely
      .selectFrom('contacts')
      .select(['points_balance', 'points_at', 'tier', 'tier_at'])
      .where('id', '=', survivorId)
      .executeTakeFirstOrThrow();
    const at = new Date(NOW - HOUR);
    expect(facts).toEqual({ points_balance: 250, points_at: at, tier: 'Gold', tier_at: at });
    await saveProgramme(database, null as never);
  });

  test('in whatever order people are merged, nothing of them is lost or counted twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 3, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        async (totals, picks) => {
          let alive: string[] = [];
          for (const [index, total] of totals.entries()) {
            const id = await order(
              { identities: user(fresh('m')), contact: { phone: freshPhone() } },
              `${total}.00`,
            );
            await putTags(database.kysely, [id], [`t${index % 2}`], { source: 'test', atMs: NOW });
            await changePoints(database, {
              key: fresh('points'),
              contactId: id,
              points: total,
              reason: 'order',
              atMs: NOW,
            });
            alive.push(id);
          }
          const everybody = [...alive];
          while (alive.length > 1) {
            const survivorId = alive[picks.next().value! % alive.length]!;
            const others = alive.filter((id) => id !== survivorId);
            const mergedId = others[picks.next().value! % others.length]!;
            await mergeContacts(database, { survivorId, mergedId, reason: 'hand' }, NOW);
            alive = alive.filter((id) => id !== mergedId);
          }
          const sum = totals.reduce((a, b) => a + b, 0);
          const [last] = alive;
          for (const id of everybody)
            expect(await getContact(database, id)).toMatchObject({
              id: last,
              orderCount: totals.length,
              totalSpent: { DKK: sum * 100 },
            });
          expect((await getContact(database, last!))?.tags.toSorted()).toEqual(['t0', 't1']);
          expect(await pointsBalance(database, last!)).toBe(sum);
          expect(await count('events', last!)).toBe(totals.length);
        },
      ),
      { numRuns: 12, seed: 6 },
    );
  });

  test('messages that come while their people are merged are neither lost nor taken twice', async () => {
    const names = Array.from({ length: 4 }, () => fresh('busy'));
    const ids: string[] = [];
    for (const name of names) ids.push(await said({ identities: user(name) }));
    const orders = Array.from({ length: 40 }, (_, index) =>
      order({ identities: user(names[index % 4]!), contact: { firstName: 'Anna' } }),
    );
    const merges = ids
      .slice(1)
      .map((mergedId) =>
        mergeContacts(database, { survivorId: ids[0]!, mergedId, reason: 'hand' }, NOW).catch(() =>
          mergeContacts(database, { survivorId: ids[0]!, mergedId, reason: 'hand' }, NOW),
        ),
      );
    await Promise.all([...orders, ...merges]);
    expect(await getContact(database, ids[0]!)).toMatchObject({
      orderCount: 40,
      totalSpent: { DKK: 40_000 },
    });
  });
});

describe('erasing', () => {
  async function uploaded(rows: Cells[]): Promise<string> {
    const file = { kind: 'import', status: 'uploading', settings: {} } as const;
    const id = await createPeopleJob(database.kysely, file, NOW);
    await keepRows(database, id, Readable.from(rows));
    return id;
  }

  async function signUpForm(): Promise<SignUpForm> {
    const slug = fresh('form');
    const words = { name: slug, title: slug, lead: '', wording: 'Text me', success: 'Thanks' };
    const how = { language: 'en', purposes: ['news'], isDouble: true, tag: null, keyword: null };
    await saveSignUpForm(database, null, { slug, ...words, ...how }, NOW);
    return (await findSignUpForm(database, slug))!;
  }

  /** Wrote and was answered before anybody was known by the number. */
  async function textedAsStranger(phone: string, body: string) {
    await recordInbound(
      database,
      { carrierId: fresh('carrier'), phone, recipient: '+4511', body },
      null,
      NOW,
    );
    await planText(database, { sendKey: fresh('k'), phone, contactId: null, purpose: 'service', body }, NOW);
    await planText(
      database,
      { sendKey: `opt-in/old-form/${phone}/1`, phone, contactId: null, purpose: 'service', body },
      NOW,
    );
    await markRead(database, phone, NOW);
    await markUnreachable(database.kysely, phone, 'Not in service', NOW);
    await database.kysely
      .insertInto('event_ids')
      .values({ source: 'sign-up', message_id: `old-form/${phone}/1/request`, event_id: randomUUID() })
      .execute();
  }

  test('nothing that names the person is left, in any table', async () => {
    const { id: journeyId } = await waiting();
    const phone = freshPhone();
    const mark = fresh('Unmistakable');
    const id = await said({
      identities: user(mark),
      contact: { phone, firstName: mark, email: `${mark}@x.dk`, attributes: { note: mark, tags: [mark] } },
      properties: { note: mark },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: NOW }],
    });
    const result = await startJourney(
      database,
      { journeyId, contactId: id, properties: { note: mark }, key: fresh('k') },
      { nowMs: NOW },
    );
    expect(result.outcome).toBe('started');
    const spaced = phone.slice(3).replace(/(..)(?=.)/g, '$1 ');
    const fileId = await uploaded([
      [`${mark}@x.dk`, null],
      [null, spaced],
    ]);
    await database.pool.query(`insert into import_bad_rows values ($1, 1, $2, $3)`, [
      fileId,
      `“${mark}” is bad`,
      JSON.stringify([`${mark}@x.dk`]),
    ]);
    const form = await signUpForm();
    await signUp(database, form, { phone, country: 'DK', via: 'form', evidence: {} }, NOW);
    await textedAsStranger(phone, mark);
    await noteDelivery(database, {
      ...{ integration: 'shopify', topic: 'customers/create', outcome: 'taken', tookMs: 1, atMs: NOW },
      payload: JSON.stringify({ email: `${mark}@X.dk`, phone: spaced, first_name: mark }),
    });
    const setVip = { kind: 'attribute', name: 'note', value: 'vip' } as const;
    await startBulk(database, setVip, { ids: [id] }, NOW);
    await stepPeopleJob(database, (client, job) => stepBulk(database, client, job, NOW), NOW);
    const data = await dataOfContact(database, id);
    expect(Object.keys(data!)).toEqual(
      expect.arrayContaining([
        ...['consents', 'contact_identities', 'contact_tags', 'events', 'runs'],
        ...['opt_in_requests', 'conversation_reads', 'unreachable_phones'],
      ]),
    );
    expect(data!.inbound_messages).toMatchObject([{ body: mark }]);
    // Neither what signs a callback nor what opens a page is data about them.
    expect(data!.messages).toMatchObject([{ body: mark }, { body: mark }]);
    expect(JSON.stringify(data)).not.toContain('"token"');
    expect(await eraseContact(database, id, { nowMs: NOW })).toBe(true);
    const { rows: tables } = await database.pool.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'tags'`,
    );
    const left: string[] = [];
    for (const { name } of tables) {
      const found = await database.pool.query(`select 1 from ${name} t where t::text ilike any ($1)`, [
        [mark, phone.slice(3), spaced].map((word) => `%${word}%`),
      ]);
      if (found.rowCount) left.push(name);
    }
    expect(left).toEqual([]);
    const [run] = await database.kysely
      .selectFrom('runs')
      .select(['contact_id', 'ended_at'])
      .where('journey_id', '=', journeyId)
      .execute();
    expect(run?.contact_id).toBeNull();
  });

  test('a file loses their rows, however the number is written, and nobody else’s', async () => {
    const phone = freshPhone();
    const own = phone.slice(3);
    const mark = fresh('ann');
    const id = await said({ contact: { phone, email: `${mark}@x.dk` } });
    const theirs = [[`0045${own}`], [`45-${own}`], [own], [`${mark}@X.dk, home`]];
    const others = [[`+4621${own}`], [`${own}1`], [`1${own}`], [`jo${mark}@x.dk`], [`${mark}@x.dkk`], ['']];
    const fileId = await uploaded([...theirs, ...others]);
    await eraseContact(database, id, { nowMs: NOW });
    const left = await firstRowsOfImport(database.kysely, fileId, 100);
    expect(left.map(({ cells }) => cells)).toEqual(others);
  });

  test('a number that had said STOP stays stopped when its owner comes back', async () => {
    const phone = freshPhone();
    const id = await said({ contact: { phone } });
    await suppress(database, phone, 'Replied STOP', NOW);
    await eraseContact(database, id, { nowMs: NOW });
    expect(await isSuppressed(database, phone)).toBe(false);
    await said({ contact: { phone } });
    expect(await isSuppressed(database, phone)).toBe(true);
  });
});

test('attributes are learnt with their types, and a conflict is shown', async () => {
  const identities = user(fresh('typed'));
  await said({ identities, contact: { attributes: { size: 38, birthday: '1990-05-01', vip: true } } });
  await said({ identities, contact: { attributes: { size: 'M', colours: ['red'] } } });
  const known = await listAttributes(database);
  const typesOf = (name: string) => known.find((each) => each.name === name)?.types.map(({ type }) => type);
  expect(typesOf('birthday')).toEqual(['date']);
  expect(typesOf('vip')).toEqual(['boolean']);
  expect(typesOf('colours')).toEqual(['list']);
  expect(typesOf('size')?.toSorted()).toEqual(['number', 'text']);
});
