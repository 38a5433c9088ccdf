import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.js';

export interface Database {
  kysely: Kysely<Schema>;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

export type Tx = Transaction<Schema> | Kysely<Schema>;

// Counts fit a double; ids that might not are uuids or text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens a pool of connections. */
export function openDatabase(url: string, { max = 20 }: { max?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max });
  // A server that goes away breaks idle connections; the pool opens new ones when it is back.
  pool.on('error', () => {});
  // One that breaks while it is held tells whoever asks it next; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, pool, url, close: () => kysely.destroy() };
}

/** Takes locks, in an order that all takers share, until the transaction ends. */
export async function lockNames(tx: Tx, names: string[]): Promise<void> {
  if (names.length > 0) await heldNames(names).execute(tx);
}

/** `lockNames` as a query, to stand within another. */
export const heldNames = (names: string[]) =>
  sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${[...new Set(names)].sort()}::text[]) with ordinality as n(name, i) order by name collate "C"`;

/** Begins a transaction and takes its locks in one round trip; each statement after it sees what the locks' last holders wrote. */
export async function beginWithLocks(client: pg.PoolClient, names: string[]): Promise<void> {
  const list = [...new Set(names)].map((name) => client.escapeLiteral(name)).join(', ');
  // In the order of `lockNames`, so that two takers never wait for one another.
  await client.query(
    `begin; select pg_advisory_xact_lock(hashtextextended(name, 0)) from (select name from unnest(array[${list}]) as n(name) order by name collate "C") as sorted`,
  );
}

const TRIES = 5;

/** Whether PostgreSQL chose a transaction to give way to another. */
export const isDeadlock = (error: unknown): boolean => (error as { code?: string }).code === '40P01';

/** Does `work` anew, as a whole, while what stood in its way passes. */
export async function again<T>(work: () => Promise<T>, isPassing = isDeadlock): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || tries === TRIES) throw error;
    }
  }
}

/** Does `work` over one connection, which ends its transaction by itself; what it leaves open by a throw is rolled back. */
export async function onConnection<T>(
  database: Database,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  let isBroken = false;
  try {
    return await work(client);
  } catch (error) {
    isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** Does `work` in a transaction over one connection, for statements that are prepared by name. */
export const transaction = <T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  onConnection(database, async (client) => {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  });

/** Kysely's builder over a connection that is in use, within its transaction. */
export const kyselyOver = (client: pg.PoolClient): Tx =>
  new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({
          query: client.query.bind(client) as never,
          release: () => {},
        }),
        end: async () => {},
      },
    }),
  });

export const date = (ms: number): Date => new Date(ms);
