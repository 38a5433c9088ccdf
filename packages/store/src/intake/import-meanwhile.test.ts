import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEach, takeEvent, takeEvents, type IncomingEvent } from '../index.js';
import { createTestDatabase } from '../testing.js';
import { NOW } from './testing/furnished.js';
import { importNaming, whileItIsOpen } from './testing/import-held-open.js';

const own = { nowMs: NOW, isOwnFault: () => false };
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase('import_meanwhile');
});
afterAll(() => database?.drop());

let messages = 0;
const message = (user: string, more: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: 'segment',
  messageId: `${++messages}`,
  name: 'Seen',
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: user }],
  properties: {},
  keys: [],
  isHistory: false,
  ...more,
});
const doors: [string, (user: string) => Promise<unknown>][] = [
  ['one event', (user) => takeEvent(database, message(user), own)],
  [
    'a batch',
    (user) =>
      takeEach(
        database,
        Array.from({ length: 5 }, () => message(user)),
        own,
      ),
  ],
  [
    'history',
    (user) =>
      takeEvents(
        database,
        Array.from({ length: 5 }, () => message(user, { isHistory: true })),
        own,
      ),
  ],
  [
    'an alias',
    (user) => takeEvent(database, message(`${user} now`, { formerly: [{ kind: 'user', value: user }] }), own),
  ],
];

test.each(doors)('of %s nothing is given to nobody whose account is being imported', async (door, take) => {
  const end = await importNaming(database, { kind: 'user', value: door });
  await whileItIsOpen(database, end, () => take(door));
  const { rows } = await database.pool.query(
    `select count(distinct contact_id)::int as people from (
       select contact_id from contact_identities where value like $1 || '%'
       union all select contact_id from events e where not exists (
         select from contact_identities i where i.contact_id = e.contact_id)) all_of_them`,
    [door],
  );
  expect(rows).toEqual([{ people: 1 }]);
});
