import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const ask = (url: string, encoding?: string) =>
  api.app.inject({
    url,
    headers: { authorization: `Bearer ${API_KEY}`, ...(encoding && { 'accept-encoding': encoding }) },
  });

test('the catalogue comes gzipped to those who take it, in a third of its size, and says the same', async () => {
  const plain = await ask('/api/node-types');
  const small = await ask('/api/node-types', 'gzip, deflate, br');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(small.headers['content-encoding']).toBe('gzip');
  expect(small.headers.vary).toContain('accept-encoding');
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  expect(gunzipSync(small.rawPayload).toString()).toBe(plain.body);
});

test('what is small goes out as it is', async () => {
  expect((await ask('/api/keys', 'gzip')).headers['content-encoding']).toBeUndefined();
});
