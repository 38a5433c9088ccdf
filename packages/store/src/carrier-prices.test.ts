import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteCarrierPrice, readCarrierPrices } from './index.js';
import { createTestDatabase } from './testing.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('carrier_prices');
});
afterAll(() => database?.drop());

test('prices of several countries that are told at once are all remembered', async () => {
  const prices = { DK: 0.03, SE: 0.04, NO: 0.05, DE: 0.06, '': 0.0074 };
  await Promise.all(
    Object.entries(prices).map(([country, amount]) => noteCarrierPrice(database, country, amount)),
  );
  expect(await readCarrierPrices(database)).toEqual(prices);

  await noteCarrierPrice(database, 'DK', 0.035);
  expect(await readCarrierPrices(database)).toEqual({ ...prices, DK: 0.035 });
});
