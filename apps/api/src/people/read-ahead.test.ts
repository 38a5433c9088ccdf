import type { PeopleJob } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, startTestApi, type TestApi } from '../testing.js';
import { ReadAhead } from './read-ahead.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

async function upload(rows: number): Promise<PeopleJob> {
  const payload = ['external id,name', ...Array.from({ length: rows }, (_, row) => `u${row},Anna`)].join(
    '\n',
  );
  const kept = await api.app.inject({
    method: 'POST',
    url: '/api/imports?name=people.csv',
    payload,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'text/csv' },
  });
  expect(kept.statusCode, kept.body).toBe(201);
  const { id, settings } = kept.json<{ id: string; settings: PeopleJob['settings'] }>();
  return { id, settings, cursor: 0 } as PeopleJob;
}

test('a page that is asked for again is that page, and a file’s pages are its own, whatever was read ahead', async () => {
  const [job, other] = [await upload(5_002), await upload(3)];
  const ahead = new ReadAhead(api.database);
  const first = await ahead.next(job);
  expect(first).toMatchObject({ upTo: 5_000, isThrough: false });
  // A step that was rolled back comes again.
  expect(await ahead.next(job)).toMatchObject({ upTo: 5_000, isThrough: false });
  expect(await ahead.next(other)).toMatchObject({ upTo: 3, isThrough: true });
  const last = await ahead.next({ ...job, cursor: 5_000 });
  expect(last).toMatchObject({ upTo: 5_002, isThrough: true });
  expect(last.people.length + last.bad.length).toBe(2);
});
