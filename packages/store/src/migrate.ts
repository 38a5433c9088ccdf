import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Database } from './database.js';

const FOLDER = new URL('../migrations/', import.meta.url);
/** Any number will do, so long as every migrator takes the same. */
const LOCK = 7_241_001;

/**
 * Brings the database to this version: runs the numbered files that it has not seen, in order, each in a transaction.
 * Several processes may call it at once.
 * @returns the names of the files that were run
 * @throws if a file that was run before has changed since
 */
export async function migrate(database: Pick<Database, 'url'>): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, run_at timestamptz not null default now())',
    );
    const known = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')).rows.map(
        (row) => [row.name, row.sha256],
      ),
    );
    const ran: string[] = [];
    for (const name of files) {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before === sha256) continue;
      if (before !== undefined)
        throw new Error(
          `The migration ${name} was run on this database and has changed since. Restore the file; put the change into a new one.`,
        );
      await client.query('begin');
      await client.query(text);
      await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256]);
      await client.query('commit');
      ran.push(name);
    }
    return ran;
  } finally {
    await client.end();
  }
}
