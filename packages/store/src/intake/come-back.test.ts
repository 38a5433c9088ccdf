import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEvent, updateContactFields } from '../index.js';
import { mergeContacts } from '../people/merge-contacts.js';
import { hearTags, putTags } from '../people/tags.js';
import { addPerson, createTestDatabase } from '../testing.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('come_back');
});
afterAll(() => database?.drop());

let serial = 0;

const somebody = (): Promise<string> => addPerson(database, { phone: `+45201234${10 + ++serial}` });
const put = (contactId: string, source: string) =>
  database.kysely
    .transaction()
    .execute((tx) => putTags(tx, [contactId], ['sunset', 'vip'], { source, atMs: NOW }));

/** Somebody who was let go at noon, and then does something. @returns their tags */
async function after(name: string, at: number, source = 'step'): Promise<string[]> {
  const contactId = await somebody();
  await put(contactId, source);
  await does(contactId, name, at);
  return tagsOf(contactId);
}

async function does(contactId: string, name: string, at: number): Promise<void> {
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
}

async function tagsOf(contactId: string): Promise<string[]> {
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

test('a tag of that name that a shop gave says nothing of win-back, and stays on', async () => {
  expect(await after('Order Completed', NOW + DAY, 'shopify')).toEqual(['sunset', 'vip']);
});

test('whoever had a tag of that name before is let go all the same, and comes back', async () => {
  const contactId = await somebody();
  await put(contactId, 'shopify');
  await updateContactFields(database, contactId, { addTags: ['sunset'] }, { atMs: NOW });
  await does(contactId, 'Order Completed', NOW + DAY);
  expect(await tagsOf(contactId)).toEqual(['vip']);
});

test('what was said of the tag before they came back, and is heard after it, lets nobody go again', async () => {
  const contactId = await somebody();
  await put(contactId, 'step');
  await does(contactId, 'Order Completed', NOW + DAY);
  await database.kysely
    .transaction()
    .execute((tx) =>
      hearTags(
        tx,
        contactId,
        { add: [], remove: [], all: ['sunset'] },
        { source: 'shopify', atMs: NOW + DAY / 2 },
      ),
    );
  expect(await tagsOf(contactId)).toEqual(['vip']);
});

test.each(['the survivor', 'the other'])(
  'of two who are one, where %s has the tag by a step and the other by a shop, whoever was let go still is',
  async (who) => {
    const [survivorId, mergedId] = [await somebody(), await somebody()];
    await put(survivorId, who === 'the survivor' ? 'step' : 'shopify');
    await put(mergedId, who === 'the survivor' ? 'shopify' : 'step');
    await mergeContacts(database, { survivorId, mergedId, reason: 'hand' }, NOW);
    await does(survivorId, 'Order Completed', NOW + DAY);
    expect(await tagsOf(survivorId)).toEqual(['vip']);
  },
);
