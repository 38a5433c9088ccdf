import { writeSetting } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.js';
import { carrierInForce } from './carrier-in-force.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('in_force');
});
afterAll(() => database?.drop());

const PLIVO = { PLIVO_AUTH_ID: 'MAXXXXXXXXXXXXXXXXXX', PLIVO_BASE_URL: 'https://api.plivo.com' };
const DEVELOPMENT = { ...PLIVO, CARRIER_CONTROL_URL: 'http://127.0.0.1:4000' };
const carrier = (env: Record<string, string>, stored: string | null = null) =>
  writeSetting(database, 'carrier', stored && { baseUrl: stored }).then(() =>
    carrierInForce({
      database,
      config: readConfig({ DATABASE_URL: database.url, SIGNALBOX_SENDING_HOURS: 'always', ...env }),
    }),
  );

test.each([
  ['an account in the environment', PLIVO, null],
  ['one that Docker was given, beside its development carrier', DEVELOPMENT, null],
  ['one that is stored', { ...DEVELOPMENT, PLIVO_BASE_URL: 'http://api:4000' }, 'https://api.plivo.com'],
])('%s reaches real phones, within lawful hours', async (_, env, stored) => {
  expect(await carrier(env, stored)).toEqual({ isReal: true, isDevelopment: false, sendingHours: 'law' });
});

test.each([
  ['on this machine', 'http://127.0.0.1:4000', null],
  ['in Docker', 'http://api:4000', null],
  ['that is stored over a real account', 'https://api.plivo.com', 'http://localhost:4000'],
])('the development carrier %s reaches none, at any hour', async (_, PLIVO_BASE_URL, stored) => {
  expect(await carrier({ ...DEVELOPMENT, PLIVO_BASE_URL }, stored)).toEqual({
    isReal: false,
    isDevelopment: true,
    sendingHours: 'always',
  });
});
