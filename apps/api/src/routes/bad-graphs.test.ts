import { afterAll, beforeAll, expect, test } from 'vitest';
import { badGraphs } from '../../../../packages/engine/test/bad-graphs.js';
import { API_KEY, countRows, startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const post = (url: string, payload: string) =>
  api.app.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
    },
  });

test.each(badGraphs)('$name: a problem in words when it is saved or published', async ({ json }) => {
  const created = await post('/api/journeys', `{"name":"bad","graph":${json}}`);
  if (created.statusCode !== 201) return expectProblem(created);
  const { id, revision } = created.json() as { id: string; revision: number };
  expectProblem(await post(`/api/journeys/${id}/publish`, JSON.stringify({ revision })));
});

test('none of them starts anybody: an event that their triggers name leaves nothing for Temporal', async () => {
  const sent = await api.app.inject({
    method: 'POST',
    url: '/v1/track',
    payload: { userId: 'anna', event: 'Checkout Started', messageId: 'm-1', properties: {} },
    headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
  });
  expect(sent.statusCode).toBe(200);
  expect(await countRows(api)).toMatchObject({ events: 1, runs: 0, outbox: 0 });
});

function expectProblem(response: Awaited<ReturnType<typeof post>>): void {
  expect([400, 413, 422]).toContain(response.statusCode);
  expect(response.json()).toMatchObject({ code: expect.any(String), detail: expect.stringMatching(/\w/) });
}
