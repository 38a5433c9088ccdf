import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDatabase, type Database } from './database.js';
import { migrate } from './migrate.js';

export * from './testing-journeys.js';
export * from './testing-people.js';

/**
 * A fresh, migrated database on the server that `SIGNALBOX_TEST_DATABASE_URL` names.
 * `drop` closes and removes it.
 */
export async function createTestDatabase(prefix: string): Promise<Database & { drop(): Promise<void> }> {
  const server = process.env.SIGNALBOX_TEST_DATABASE_URL;
  if (!server)
    throw new Error('Set SIGNALBOX_TEST_DATABASE_URL, or run the tests by `npm test`, which does.');
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, { max: 10 });
  await migrate(database);
  return {
    ...database,
    async drop() {
      await database.close();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A bare COPY from a stream, to measure others against. */
export async function copyInto(
  database: Pick<Database, 'pool'>,
  statement: string,
  rows: Readable,
): Promise<void> {
  const client = await database.pool.connect();
  await pipeline(rows, client.query(copyFrom(statement)));
  client.release();
}
