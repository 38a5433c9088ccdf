import { readFileSync } from 'node:fs';
import type { JourneyGraph } from '@signalbox/engine/graph';
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

test('the demo’s journeys in Danish have no English name or text left, and the guide leads to them', async () => {
  const danish = await startTestApi();
  try {
    expect(await addDemoJourneys(danish.database, Date.now(), 'da')).toBe(2);
    const journeys = await listJourneys(danish.database);
    expect(journeys.map(({ name }) => name).sort()).toEqual(['Forladt kurv', 'Velkomst']);
    const english = new Set(
      ['abandoned-cart', 'welcome'].flatMap((file) => {
        const path = new URL(`../../../../examples/journeys/${file}.json`, import.meta.url);
        return wordsOf((JSON.parse(readFileSync(path, 'utf8')) as { graph: JourneyGraph }).graph);
      }),
    );
    expect(english.size).toBeGreaterThan(15);
    for (const { id } of journeys) {
      const { graph } = (await danish.call('GET', `/api/journeys/${id}`)).json();
      expect(wordsOf(graph).filter((words) => english.has(words))).toEqual([]);
    }
    expect(journeys.map(({ id }) => id)).toContain(
      (await danish.call('GET', '/api/first-steps')).json().journeyId,
    );
  } finally {
    await danish.stop();
  }
});

/** What somebody wrote in a journey: names of its steps and ways out, and texts. */
const wordsOf = (graph: JourneyGraph): string[] =>
  graph.nodes.flatMap(({ data: { name, config } }) => {
    const {
      text,
      branches = [],
      events = [],
    } = config as {
      text?: string;
      branches?: { name: string }[];
      events?: { label: string }[];
    };
    return [
      name!,
      ...(text ? [text] : []),
      ...branches.map((one) => one.name),
      ...events.map((one) => one.label),
    ];
  });
