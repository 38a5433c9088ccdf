import { startPostgres } from '../../packages/dev-servers/src/index.js';
import { openDatabase, type Database } from '../../packages/store/src/index.js';
import { migrate } from '../../packages/store/src/migrate.js';

const NAME = 'shop';

/**
 * The database of a shop that stays in a folder when the server that serves it stops, so that it can be measured again
 * without loading it anew. Brought to this version of the schema.
 * @returns `drop` stops the server and leaves the data where they are
 */
export async function openKeptShop(folder: string): Promise<Database & { drop(): Promise<void> }> {
  const postgres = await startPostgres({
    dataDir: folder,
    password: 'test',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const url = new URL(postgres.url);
  const server = openDatabase(url.href);
  const { rowCount } = await server.pool.query('select from pg_database where datname = $1', [NAME]);
  if (rowCount === 0) await server.pool.query(`create database ${NAME}`);
  await server.close();
  url.pathname = `/${NAME}`;
  const database = openDatabase(url.href, { max: 10 });
  await migrate(database);
  return {
    ...database,
    async drop() {
      await database.close();
      await postgres.stop();
    },
  };
}
