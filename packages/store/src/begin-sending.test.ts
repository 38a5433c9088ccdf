import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { beginSending, type BeginResult } from './begin-sending.js';
import { COUNTED_STATES } from './messages.js';
import { readNumber } from './number-facts.js';
import { createTestDatabase } from './testing.js';

const NOON = Date.parse('2026-11-02T12:00:00Z');
const BODY = { body: 'Hej', parts: 1, encoding: 'GSM-7' };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let serial = 0;
beforeAll(async () => {
  database = await createTestDatabase('begin_sending');
});
afterAll(() => database?.drop());

const newPhone = () => `+4553${String(++serial).padStart(6, '0')}`;
const factsOf = (phone: string) =>
  readNumber(database.pool as never, { phone, purpose: 'marketing', cartKeys: [], nowMs: NOON });

const identity = (phone: string, sendKey: string = crypto.randomUUID()) => ({
  sendKey,
  phone,
  purpose: 'marketing',
  runId: null,
  journeyId: null,
  nodeId: null,
  contactId: null,
});

/** Begins a text that was judged by a mark. @returns what came of it, and how often it was judged anew */
async function begin(
  phone: string,
  judged: string,
  { sendKey, links }: { sendKey?: string; links?: string[] } = {},
): Promise<{ result: BeginResult; looks: number; composed: number }> {
  const mayGo = vi.fn(() => false);
  const compose = vi.fn(async () => BODY);
  const result = await beginSending(
    database,
    identity(phone, sendKey),
    {
      sender: 'Acme',
      token: crypto.randomUUID(),
      compose: links ? compose : BODY,
      ...(links
        ? {
            first: {
              ...BODY,
              links: links.map((code) => ({
                slot: code,
                code,
                kind: 'url' as const,
                url: 'https://acme.dk',
                name: null,
                expiresAtMs: NOON,
              })),
            },
          }
        : {}),
    },
    { atMs: NOON, heedStop: true, judged, mayGo: links ? () => true : mayGo },
  );
  return { result, looks: mayGo.mock.calls.length, composed: compose.mock.calls.length };
}

describe('a text that was judged', () => {
  test('begins without another look while the facts are those it was judged by', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    expect(await begin(phone, mark)).toMatchObject({ result: { result: 'begun', ...BODY }, looks: 0 });
  });

  test.each([
    ['a wish', `insert into contact_preferences values ($1, '*', 'no', null, 'test', now())`],
    [
      'a no',
      `with c as (insert into contacts (id, phone, created_at, updated_at) values (gen_random_uuid(), $1, now(), now()) returning id)
       insert into consents (contact_id, phone, purpose, state, source, at, recorded_at)
       select id, $1, 'marketing', 'denied', 'test', now(), now() from c`,
    ],
  ])('is judged once more after %s', async (_, change) => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    await database.pool.query(change, [phone]);
    expect(await begin(phone, mark)).toMatchObject({ result: { result: 'over' }, looks: 1 });
  });

  test('is judged once more after another text to the number', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    expect((await begin(phone, mark)).result.result).toBe('begun');
    expect(await begin(phone, mark)).toMatchObject({ result: { result: 'over' }, looks: 1 });
  });

  test('does not begin after a STOP', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    await database.pool.query(`insert into suppressions values ($1, 'STOP', now())`, [phone]);
    expect((await begin(phone, mark)).result.result).toBe('stopped');
  });

  test('of many at once to one number, one begins', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    const all = await Promise.all(Array.from({ length: 12 }, () => begin(phone, mark)));
    expect(all.filter(({ result }) => result.result === 'begun')).toHaveLength(1);
  });

  test('of many at once with one key, one begins', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    const sendKey = crypto.randomUUID();
    const all = await Promise.all(Array.from({ length: 12 }, () => begin(phone, mark, { sendKey })));
    expect(all.filter(({ result }) => result.result === 'begun')).toHaveLength(1);
  });
});

describe('a text with links', () => {
  const linksOf = async (sendKey: string) =>
    (await database.pool.query<{ code: string }>('select code from links where send_key = $1', [sendKey]))
      .rows;

  test('has them from the moment in which it begins', async () => {
    const phone = newPhone();
    const { mark } = await factsOf(phone);
    const sendKey = crypto.randomUUID();
    expect(await begin(phone, mark, { sendKey, links: ['aaaa0001', 'aaaa0002'] })).toMatchObject({
      result: { result: 'begun' },
      composed: 0,
    });
    expect(await linksOf(sendKey)).toHaveLength(2);
  });

  test('is composed anew if an earlier try may have given out other codes', async () => {
    const phone = newPhone();
    const sendKey = crypto.randomUUID();
    await database.pool.query(
      `insert into messages (id, send_key, purpose, phone, state, planned_at)
       values (gen_random_uuid(), $1, 'marketing', $2, 'held', now())`,
      [sendKey, phone],
    );
    const { mark } = await factsOf(phone);
    expect(await begin(phone, mark, { sendKey, links: ['bbbb0001'] })).toMatchObject({
      result: { result: 'begun' },
      composed: 1,
    });
    expect(await linksOf(sendKey)).toEqual([]);
  });
});

test('the database counts the texts that the ledger says count', async () => {
  const states = (
    await database.pool.query<{ state: string }>(
      `select unnest(regexp_matches(pg_get_constraintdef(oid), '''(\\w+)''', 'g')) as state
       from pg_constraint where conname = 'messages_state_check'`,
    )
  ).rows.map(({ state }) => state);
  expect(states.length).toBeGreaterThan(COUNTED_STATES.length);
  const counted = [];
  for (const state of states) {
    const phone = newPhone();
    await database.pool.query(
      `insert into messages (id, send_key, purpose, phone, state, planned_at, sending_at)
       values (gen_random_uuid(), $1, 'marketing', $2, $3, $4, $4)`,
      [crypto.randomUUID(), phone, state, new Date(NOON)],
    );
    if ((await factsOf(phone)).recent.length > 0) counted.push(state);
  }
  expect(counted.sort()).toEqual([...COUNTED_STATES].sort());
});
