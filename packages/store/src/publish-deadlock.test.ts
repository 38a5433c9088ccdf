import { compile } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createJourney, publishVersion } from './index.js';
import { createTestDatabase, waitsAndTexts } from './testing.js';

test('a publishing that gave way to somebody who wrote about its people is done anew, whole and once', async () => {
  const database = await createTestDatabase('publish_deadlock');
  const other = await database.pool.connect();
  try {
    await database.pool.query('create table people_inside (moved int)');
    await database.pool.query('insert into people_inside values (0)');
    const graph = waitsAndTexts('marketing');
    const { plan } = compile(graph, builtInCatalogue());
    const nowMs = Date.parse('2026-11-23T12:00:00Z');
    const { id, revision } = await createJourney(database, { name: 'Journey', graph, nowMs });

    await other.query(`begin; set local deadlock_timeout = '1min'; select from people_inside for update`);
    let tries = 0;
    const published = publishVersion(database, {
      ...{ id, revision, graph, plan: plan!, nowMs },
      settle: async (tx) => {
        tries += 1;
        if (tries === 1) void other.query(`update journeys set name = name where id = $1`, [id]);
        await sql`update people_inside set moved = moved + 1`.execute(tx);
      },
    });
    await expect.poll(() => tries, { timeout: 10_000 }).toBe(1);
    await other.query('commit');
    expect(await published).toMatchObject({ version: 1 });

    expect(tries).toBe(2);
    const { rows } = await database.pool.query('select moved from people_inside');
    expect(rows).toEqual([{ moved: 1 }]);
  } finally {
    other.release();
    await database.drop();
  }
});
