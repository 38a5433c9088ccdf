import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database.js';
import { addPerson, createTestDatabase } from '../testing.js';
import { countOthers, speakForAll } from './together.js';

const PHONE = '+4552512020';
let database: Database & { drop(): Promise<void> };
let contactId: string;
beforeAll(async () => {
  database = await createTestDatabase('store');
  contactId = await addPerson(database, { phone: PHONE });
});
afterAll(() => database?.drop());

/** The turn of a variant that is back, as a round gives it. @returns its run */
async function turnOf(variant: string): Promise<string> {
  const runId = randomUUID();
  const { pool } = database;
  await pool.query(
    `insert into products (shop, product_id, title, status, updated_at) values ('s', 'p', 'Coat', 'active', now())
     on conflict do nothing`,
  );
  await pool.query(
    `insert into variants (shop, variant_id, product_id, title, available, is_tracked, policy, stock, updated_at)
     values ('s', $1, 'p', $1, 3, true, 'deny', 'in', now())`,
    [variant],
  );
  await pool.query(
    `insert into waitlist (id, shop, variant_id, contact_id, phone, quantity, asked_at, expires_at, state, turn_runs, claimed_at)
     values ($1, 's', $2, $3, $4, 1, now(), now() + interval '90 days', 'claimed', array[$5::uuid], now())`,
    [randomUUID(), variant, contactId, PHONE, runId],
  );
  return runId;
}

const speak = (runId: string, named: number) =>
  database.kysely.transaction().execute((tx) => speakForAll(tx, { runId, phone: PHONE }, named));

test('a text speaks for what it names: what came back while it was written has it written anew', async () => {
  const small = { runId: await turnOf('S'), phone: PHONE };
  const named = await countOthers(database, small);
  await turnOf('M');
  expect(await speak(small.runId, named)).toBe('recount');
  // Nobody spoke for the other one: it is still to be counted.
  expect(await countOthers(database, small)).toBe(1);
  expect(await speak(small.runId, 1)).toBeNull();
  expect(await countOthers(database, small)).toBe(0);
});
