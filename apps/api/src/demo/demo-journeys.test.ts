import { createJourney, listJourneys } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';
import { addDemoJourneys } from './demo-journeys.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const names = async () => (await listJourneys(api.database)).map(({ name }) => name).sort();

test('the demo’s journeys come beside one that somebody named alike, told apart by name, and the guide leads to them', async () => {
  const graph = { schemaVersion: 1 as const, nodes: [], edges: [] };
  const own = await createJourney(api.database, { name: 'Abandoned cart', graph, nowMs: Date.now() });
  expect(await addDemoJourneys(api.database, Date.now())).toBe(2);
  expect(await names()).toEqual(['Abandoned cart', 'Abandoned cart (demo)', 'Welcome']);
  expect(await addDemoJourneys(api.database, Date.now())).toBe(0);

  const demo = (await listJourneys(api.database)).find(({ name }) => name === 'Abandoned cart (demo)')!;
  expect(demo.id).not.toBe(own.id);
  expect((await api.call('GET', '/api/first-steps')).json().journeyId).toBe(demo.id);
  const isPublished = async () =>
    (await api.call('GET', '/api/first-steps'))
      .json<{ steps: { id: string; doneAt: string | null }[] }>()
      .steps.find(({ id }) => id === 'publish')!.doneAt !== null;
  const publish = (id: string) => api.call('POST', `/api/journeys/${id}/publish`, { revision: 1 });
  const welcome = (await listJourneys(api.database)).find(({ name }) => name === 'Welcome')!;
  expect((await publish(welcome.id)).statusCode).toBe(201);
  expect(await isPublished()).toBe(false);
  expect((await publish(demo.id)).statusCode).toBe(201);
  expect(await isPublished()).toBe(true);

  expect((await api.call('DELETE', `/api/journeys/${demo.id}`)).statusCode).toBeLessThan(300);
  expect(await addDemoJourneys(api.database, Date.now())).toBe(1);
  expect(await addDemoJourneys(api.database, Date.now())).toBe(0);
  expect(await names()).toEqual(['Abandoned cart', 'Abandoned cart (demo)', 'Welcome']);
});
