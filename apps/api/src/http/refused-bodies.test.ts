import { request, type ClientRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

let api: TestApi;
let origin: string;
beforeAll(async () => {
  api = await startTestApi();
  origin = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api?.stop());

const answerTo = (asked: ClientRequest) =>
  new Promise<string>((resolve, reject) => {
    asked.on('error', reject).on('response', (response) => void text(response).then(resolve, reject));
  });

/** As a browser does: the answer is read once the whole body has left. */
async function post(path: string, body: Buffer, headers: { [name: string]: string }): Promise<string> {
  const asked = request(`${origin}${path}`, { method: 'POST', headers });
  const answer = answerTo(asked);
  const left = new Promise<void>((resolve) => asked.end(body, () => resolve()));
  const [said] = await Promise.all([answer, left]);
  return said;
}

test('whoever uploads a large file that is no table hears what it is', async () => {
  const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(30_000_000)]);
  const bearer = { authorization: `Bearer ${API_KEY}` };
  const said = await post('/api/imports?name=people.xlsx', workbook, {
    ...bearer,
    'content-type': 'text/csv',
  });
  expect(JSON.parse(said)).toMatchObject({
    status: 400,
    detail: expect.stringContaining('workbook') as string,
  });
});

test('whoever says gzip and sends something else hears that, while the rest is under way', async () => {
  const asked = request(`${origin}/v1/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': 300_000,
    },
  });
  const answer = answerTo(asked);
  asked.write(Buffer.alloc(100_000, '{'));
  expect(JSON.parse(await answer)).toMatchObject({ code: 'malformed-json' });
  asked.destroy();
});
