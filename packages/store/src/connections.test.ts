import { afterAll, beforeAll, expect, test } from 'vitest';
import { addConnection, listConnections, openConnection, removeConnection } from './connections.js';
import { NotOpened, seal, unseal } from './sealed.js';
import { createTestDatabase } from './testing.js';

const SECRET = 'a secret of the house';
const list = {
  name: 'Newsletters',
  kind: 'mailing-list',
  baseUrl: 'https://lists.example/v3',
  headers: { authorization: 'Bearer s3cret' },
};

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('connections');
});
afterAll(() => database?.drop());

test('what is secret of a connection is neither in the table nor in the list, and opens under its key alone', async () => {
  const { id } = await addConnection(database, list, { secret: SECRET, nowMs: 0 });
  const { rows } = await database.pool.query<Record<string, unknown>>('select * from connections');
  expect(JSON.stringify(rows)).not.toContain('s3cret');
  expect(JSON.stringify(await listConnections(database))).not.toContain('s3cret');
  expect(await openConnection(database, id, SECRET)).toEqual({
    baseUrl: list.baseUrl,
    headers: list.headers,
  });
  await expect(openConnection(database, id, 'another')).rejects.toThrow(NotOpened);

  expect(await removeConnection(database, id)).toBe(true);
  expect(await removeConnection(database, id)).toBe(false);
  expect(await openConnection(database, id, SECRET)).toBeNull();
  expect(await openConnection(database, 'no id at all', SECRET)).toBeNull();
});

test('the same text is sealed differently each time, and a changed or moved seal does not open', () => {
  const under = { secret: SECRET, owner: 'one' };
  const sealed = seal('text', under);
  expect(seal('text', under)).not.toBe(sealed);
  expect(unseal(sealed, under)).toBe('text');
  expect(() => unseal(sealed, { ...under, owner: 'two' })).toThrow(NotOpened);
  const [version, iv, tag, data] = sealed.split('.');
  expect(() => unseal([version, iv, tag, `A${data!.slice(1)}A`].join('.'), under)).toThrow(NotOpened);
  expect(() => unseal([version, iv, tag!.slice(0, 6), data].join('.'), under)).toThrow(NotOpened);
  expect(() => unseal('text', under)).toThrow(NotOpened);
});
