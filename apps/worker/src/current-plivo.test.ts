import { saveCarrierAccount } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCurrentPlivo } from './current-plivo.js';

const account = { authId: 'MAXXXXXXXXXXXXXXXXXX', authTokens: ['token'], baseUrl: 'http://127.0.0.1:9' };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('current_plivo');
});
afterAll(() => database?.drop());

test('a start with another secret than the account was stored under burns no text', async () => {
  await saveCarrierAccount(database, account, { secret: 'the secret of before', nowMs: 0 });
  const plivo = createCurrentPlivo({ database, secret: 'the secret of now', fromEnvironment: account });
  const text = { src: '+4552512020', dst: '+4552512021', text: 'Hej', callbackUrl: '', expirySeconds: 60 };
  expect(await plivo.send(text)).toMatchObject({ outcome: 'retry-later', code: 'carrier-account' });
});
