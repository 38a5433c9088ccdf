import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEvent } from '../index.js';
import { putTags } from '../people/tags.js';
import { addPerson, createTestDatabase } from '../testing.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('come_back');
});
afterAll(() => database?.drop());

let serial = 0;

/** Somebody who was let go at noon, and then does something. @returns their tags */
async function after(name: string, at: number): Promise<string[]> {
  const contactId = await addPerson(database, { phone: `+45201234${10 + ++serial}` });
  await database.kysely
    .transaction()
    .execute((tx) => putTags(tx, [contactId], ['sunset', 'vip'], { source: 'journey', atMs: NOW }));
  await takeEvent(
    database,
    {
      ...{
        source: 'test',
        messageId: `message-${serial}`,
        name,
        occurredAtMs: at,
        contactId,
        identities: [],
      },
      ...{ properties: { purpose: 'marketing', order_id: `o-${serial}` }, keys: [], isHistory: false },
    },
    { nowMs: Math.max(at, NOW) },
  );
  const rows = await database.kysely
    .selectFrom('contact_tags')
    .select('tag')
    .where('contact_id', '=', contactId)
    .orderBy('tag')
    .execute();
  return rows.map(({ tag }) => tag);
}

test.each(['Order Completed', 'Link Clicked', 'SMS Received', 'SMS Subscribed'])(
  'who was let go is back with a “%s”, whatever has become of the journey that let them go',
  async (name) => {
    expect(await after(name, NOW + DAY)).toEqual(['vip']);
    expect(await after(name, NOW - DAY)).toEqual(['sunset', 'vip']);
  },
);

test('what somebody does without saying or buying anything brings nobody back', async () => {
  expect(await after('Product Viewed', NOW + DAY)).toEqual(['sunset', 'vip']);
});
