import { randomUUID } from 'node:crypto';
import type { Database } from '../../database.js';
import type { Identity } from '../../index.js';
import { NOW } from './furnished.js';

/** An import that names somebody, as far as before its end. @returns ends it */
export async function importNaming(
  { pool }: Database,
  { kind, value }: Identity,
): Promise<() => Promise<void>> {
  const client = await pool.connect();
  const id = randomUUID();
  await client.query('begin');
  await client.query(
    `insert into contacts (id, attributes, total_spent, created_at, updated_at) values ($1, '{}', '{}', $2, $2)`,
    [id, new Date(NOW - 86_400_000)],
  );
  await client.query('insert into contact_identities (kind, value, contact_id) values ($1, $2, $3)', [
    kind,
    value,
    id,
  ]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

/** Lets an import end once somebody waits for it, or nobody needed to. @returns what `work` does meanwhile */
export async function whileItIsOpen<T>(
  { pool }: Database,
  end: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  let isDone = false;
  const result = work().finally(() => (isDone = true));
  // Whoever awaits it below hears of its error.
  result.catch(() => {});
  while (!isDone) {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount! > 0) break;
  }
  await end();
  return result;
}
