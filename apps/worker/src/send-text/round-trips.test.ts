import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSendingWorld } from './testing.js';

let world: Awaited<ReturnType<typeof createSendingWorld>>;
/** What the database was asked, in the order of asking. */
let asked: string[] = [];

beforeAll(async () => {
  world = await createSendingWorld('round_trips', {
    house: { brand: 'Acme', linkDomain: 'acme.link', shopTimeZone: 'Europe/Copenhagen' },
  });
  const { pool } = world.database;
  const watched = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [what] = given as [string | { text: string }];
      asked.push(typeof what === 'string' ? what : what.text);
      return query(...given);
    }) as never;
  });
});
afterAll(() => world?.close());

async function roundTripsOf(template: string): Promise<number> {
  // The first one reads what later ones remember.
  for (let warm = 0; warm < 2; warm++) {
    const { contactId } = await world.somebody();
    asked = [];
    expect(await world.text(contactId, { template })).toMatchObject({ outcome: 'sent' });
  }
  return asked.length;
}

test('a text costs three round trips to the database: its facts, its beginning, what the carrier said', async () => {
  expect(await roundTripsOf('Hej {{ contact.first_name }}'), asked.join('\n')).toBe(3);
});

test('a text with links costs no more: they are written with its beginning', async () => {
  expect(await roundTripsOf('See {{ "https://acme.dk/sale" | link }}'), asked.join('\n')).toBe(3);
});

test('a text that goes by the carrier’s pace costs one more, for its place in line', async () => {
  world.deps.textsPerSecond = 1_000;
  expect(await roundTripsOf('Hej {{ contact.first_name }}'), asked.join('\n')).toBe(4);
  delete world.deps.textsPerSecond;
});

test('a text that waits costs two', async () => {
  const { phone, contactId } = await world.somebody();
  await world.text(contactId);
  await world.text(contactId);
  asked = [];
  expect(await world.text(contactId)).toMatchObject({ outcome: 'held', code: 'limit' });
  expect(asked.length, `${phone}: ${asked.join('\n')}`).toBe(2);
});
