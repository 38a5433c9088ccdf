import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf, takeEvent } from './index.js';
import { createTestDatabase } from './testing.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('facts');
});
afterAll(() => database?.drop());

test('an attribute of the shop stands where we know nothing ourselves, and never over what we know', async () => {
  const nowMs = Date.now();
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: 'm',
      name: null,
      occurredAtMs: nowMs,
      identities: [{ kind: 'user', value: 'anna' }],
      contact: { firstName: 'Anna', attributes: { tier: 'gold', first_name: 'Somebody else' } },
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs },
  );
  expect(await factsOf(database, contactId!)).toMatchObject({ tier: 'gold', first_name: 'Anna' });
});
