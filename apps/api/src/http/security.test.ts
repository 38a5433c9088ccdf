import { readFileSync } from 'node:fs';
import { createKey, createSignInLink, findKey, keepKeyOfEnvironment } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.js';
import { PROBLEMS } from '../errors.js';
import { API_KEY, startTestApi, type TestApi } from '../testing.js';
import { permissionOf } from './permissions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_PASSWORD: 'correct horse' });
});
afterAll(() => api?.stop());

test('no route under /api answers without a session or a key', async () => {
  const paths = Object.entries(api.app.swagger().paths ?? {}).filter(([path]) => path.startsWith('/api/'));
  expect(paths.length).toBeGreaterThan(15);
  for (const [path, methods] of [
    ...paths,
    ['/api/live', { get: {} }],
    ['/api/no-such-thing', { get: {} }],
  ] as [string, object][]) {
    if (permissionOf('POST', path)?.needs === 'open') continue;
    for (const method of Object.keys(methods)) {
      const response = await api.app.inject({
        method: method.toUpperCase() as 'GET',
        url: path.replaceAll(/\{\w+\}/g, crypto.randomUUID()),
      });
      expect([path, method, response.statusCode, response.json().code]).toEqual([
        path,
        method,
        401,
        'not-signed-in',
      ]);
    }
  }
});

test('a key of the environment is good for as long as it stands there; those that were made stay', async () => {
  const { database } = api;
  const keep = (key: string | undefined) => keepKeyOfEnvironment(database, 'api', key, Date.now());
  const isGood = async (key: string) => (await findKey(database, key)) !== null;
  const made = await createKey(database, 'api', Date.now(), { name: 'Shop' });
  await keep('former-key-of-the-environment');
  await keep('former-key-of-the-environment');
  await keep('newer-key-of-the-environment');
  expect(await isGood('former-key-of-the-environment')).toBe(false);
  expect(await isGood('newer-key-of-the-environment')).toBe(true);
  await keep(made);
  await keep(undefined);
  expect(await isGood('newer-key-of-the-environment')).toBe(false);
  expect([await isGood(made), await isGood(API_KEY)]).toEqual([true, true]);
});

test('a wrong key is refused', async () => {
  const response = await api.app.inject({
    url: '/api/journeys',
    headers: { authorization: 'Bearer sbk_guess' },
  });
  expect(response.statusCode).toBe(401);
});

test('the link signs in once', async () => {
  const token = await createSignInLink(api.database, { nowMs: Date.now(), lastsMs: 60_000 });
  const first = await api.app.inject(`/sign-in?token=${token}`);
  const session = first.cookies.find((cookie) => cookie.name === 'signalbox_session')!;
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const cookies = { signalbox_session: session.value };
  expect((await api.app.inject({ url: '/api/session', cookies })).statusCode).toBe(200);

  const second = await api.app.inject(`/sign-in?token=${token}`);
  expect(second.cookies).toEqual([]);

  await api.app.inject({ method: 'DELETE', url: '/api/session', cookies });
  expect((await api.app.inject({ url: '/api/session', cookies })).statusCode).toBe(401);
});

test('another site cannot act in the name of somebody signed in', async () => {
  const response = await api.app.inject({
    method: 'POST',
    url: '/api/session/password',
    payload: { password: 'correct horse' },
  });
  const cookies = { signalbox_session: response.cookies[0]!.value };
  const forged = await api.app.inject({
    method: 'POST',
    url: '/api/demo',
    cookies,
    headers: { origin: 'https://evil.example' },
  });
  expect([forged.statusCode, forged.json().code]).toEqual([403, 'wrong-origin']);
});

test('a wrong password signs nobody in, and guessing is slowed', async () => {
  const guess = () =>
    api.app.inject({ method: 'POST', url: '/api/session/password', payload: { password: 'guess' } });
  const codes = [];
  for (let tries = 0; tries < 12; tries++) codes.push((await guess()).statusCode);
  expect(codes[0]).toBe(401);
  expect(codes.at(-1)).toBe(429);
});

test('listening beyond this machine without a password is refused', () => {
  const env = { DATABASE_URL: 'postgres://x@127.0.0.1/x', HOST: '0.0.0.0' };
  expect(() => readConfig(env)).toThrow(/SIGNALBOX_PASSWORD/);
  expect(readConfig({ ...env, SIGNALBOX_PASSWORD: 'long enough' }).HOST).toBe('0.0.0.0');
});

test('malformed JSON, an unknown address and a 5 MB body are clear problems', async () => {
  const headers = { authorization: 'Bearer sbk_test_0123456789', 'content-type': 'application/json' };
  const send = (payload: string) =>
    api.app.inject({ method: 'POST', url: '/api/journeys', headers, payload });
  expect((await send('{"name":')).json()).toMatchObject({ status: 400, code: 'malformed-json' });
  expect((await send(`{"name":"${'x'.repeat(5_000_000)}"}`)).json()).toMatchObject({
    status: 413,
    code: 'body-too-large',
  });
  expect((await api.app.inject({ url: '/nowhere' })).json()).toMatchObject({
    status: 404,
    code: 'not-found',
  });
});

test('every problem is in docs/errors.md', () => {
  const docs = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
  for (const [code, [status]] of Object.entries(PROBLEMS))
    expect(docs).toContain(`| \`${code}\` | ${status} |`);
});
