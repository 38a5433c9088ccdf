import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JourneyGraph } from '@signalbox/engine/graph';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const example = () =>
  JSON.parse(
    readFileSync(new URL('../../../../examples/journeys/abandoned-cart.json', import.meta.url), 'utf8'),
  ) as {
    name: string;
    graph: JourneyGraph;
  };
const create = async (body: object = example()) =>
  (await api.call('POST', '/api/journeys', body)).json() as { id: string; revision: number };

describe('journeys', () => {
  test('an example is created, published and listed as live', async () => {
    const { id, revision } = await create();
    const published = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
    expect([published.statusCode, published.json()]).toEqual([201, { version: 1 }]);
    const { journeys } = (await api.call('GET', '/api/journeys')).json();
    expect(journeys.find((journey: { id: string }) => journey.id === id)).toMatchObject({
      status: 'live',
      liveVersion: 1,
      hasUnpublishedChanges: false,
      unpublishedChanges: 0,
    });
  });

  test('what is saved is what comes back, unknown fields and unfinished steps included', async () => {
    const { id } = await create();
    let revision = 1;
    // `__proto__` is refused at the door, however deep it stands.
    const json = fc
      .dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
      .filter((fields) => !JSON.stringify(fields).includes('__proto__'));
    const unknown = json.map((fields) =>
      Object.fromEntries(Object.entries(fields).map(([key, value]) => [`x-${key}`, value])),
    );
    const node = fc.record({
      id: fc.uuid(),
      more: unknown,
      config: unknown,
      type: fc.constantFrom('send-sms', 'from-the-future'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 5 }), unknown, async (nodes, more) => {
        const graph = {
          ...more,
          ...example().graph,
          nodes: nodes.map((item) => ({
            ...item.more,
            id: item.id,
            type: item.type,
            position: { x: 1, y: 2, ...item.more },
            data: { version: 1, config: item.config, ...item.more },
          })),
          edges: [],
        };
        const text = JSON.stringify(graph);
        const saved = await api.call('PUT', `/api/journeys/${id}/draft`, {
          revision,
          graph: JSON.parse(text),
        });
        expect(saved.statusCode).toBe(200);
        revision = saved.json().revision;
        const loaded = (await api.call('GET', `/api/journeys/${id}`)).json();
        expect(loaded.graph).toEqual(JSON.parse(text));
      }),
      { numRuns: 30 },
    );
  });

  test('a save that was overtaken gets 409 with what is there now, and changes nothing', async () => {
    const { id } = await create();
    const graph = example().graph;
    await api.call('PUT', `/api/journeys/${id}/draft`, { revision: 1, graph: { ...graph, note: 'theirs' } });
    const late = await api.call('PUT', `/api/journeys/${id}/draft`, {
      revision: 1,
      graph: { ...graph, note: 'mine' },
    });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({
      code: 'stale-revision',
      current: { revision: 2, graph: { note: 'theirs' } },
    });
  });

  test('a journey made under an id of the caller’s is the same one elsewhere, and is not made twice', async () => {
    const id = randomUUID();
    expect(await create({ ...example(), id })).toEqual({ id, revision: 1 });
    const again = await api.call('POST', '/api/journeys', { ...example(), name: 'Another', id });
    expect([again.statusCode, again.json().code]).toEqual([409, 'journey-there']);
    expect((await api.call('GET', `/api/journeys/${id}`)).json().name).toBe(example().name);
  });

  test('a graph that is no journey here is checked as one that is', async () => {
    const { graph } = example();
    graph.nodes[1]!.type = 'send-pigeon';
    const check = async (body: unknown) =>
      (await api.call('POST', '/api/journeys/validate', { graph: body })).json().diagnostics;
    expect(await check(graph)).toMatchObject([{ code: 'unknown-node-type', nodeId: 'wait' }]);
    expect(await check('no graph')).toMatchObject([{ code: 'not-a-graph' }]);
  });

  test('what publishing means can be asked of a graph that is not saved', async () => {
    const { id, revision } = await create();
    await api.call('POST', `/api/journeys/${id}/publish`, { revision });
    const { graph } = example();
    graph.nodes[1]!.data.name = 'Another name';
    const asked = (await api.call('POST', `/api/journeys/${id}/publish-plan`, { graph })).json();
    expect(asked.diff).toMatchObject({ added: [], changed: ['wait'] });
    const saved = (await api.call('GET', `/api/journeys/${id}/publish-plan`)).json();
    expect(saved.diff).toMatchObject({ added: [], changed: [] });
  });

  test('a graph with an unknown step type is kept as a draft and refused at publish, by name', async () => {
    const body = example();
    body.graph.nodes[1]!.type = 'send-pigeon';
    const { id, revision } = await create(body);
    const refused = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
    expect(refused.statusCode).toBe(422);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({
      code: 'not-publishable',
      diagnostics: [expect.objectContaining({ code: 'unknown-node-type', nodeId: 'wait' })],
    });
    expect((await api.call('GET', `/api/journeys/${id}/versions`)).json()).toEqual({ versions: [] });
  });

  test('a published version stays as it was, whatever happens to the draft', async () => {
    const { id } = await create();
    await api.call('POST', `/api/journeys/${id}/publish`, { revision: 1 });
    await api.call('PUT', `/api/journeys/${id}/draft`, {
      revision: 1,
      graph: { ...example().graph, nodes: [], edges: [] },
    });
    const version = (await api.call('GET', `/api/journeys/${id}/versions/1`)).json();
    expect(version.graph).toEqual(example().graph);
    expect((await api.call('GET', `/api/journeys/${id}`)).json().hasUnpublishedChanges).toBe(true);
  });

  test('pause and resume', async () => {
    const { id } = await create();
    expect((await api.call('POST', `/api/journeys/${id}/pause`)).statusCode).toBe(400);
    await api.call('POST', `/api/journeys/${id}/publish`, { revision: 1 });
    expect((await api.call('POST', `/api/journeys/${id}/pause`)).json()).toEqual({ status: 'paused' });
    expect((await api.call('POST', `/api/journeys/${id}/resume`)).json()).toEqual({ status: 'live' });
  });

  test.each([
    ['not an object', { name: 'x', graph: 'graph' }],
    ['no name', { name: ' ', graph: {} }],
    ['nodes that are no list', { name: 'x', graph: { schemaVersion: 1, nodes: {}, edges: [] } }],
    ['a graph of the future', { name: 'x', graph: { schemaVersion: 9, nodes: [], edges: [] } }],
    [
      '5,000 steps',
      {
        name: 'x',
        graph: { nodes: Array.from({ length: 5_000 }, (_, i) => ({ id: `${i}`, type: 'exit' })), edges: [] },
      },
    ],
  ])('%s is a clear problem', async (_name, body) => {
    const response = await api.call('POST', '/api/journeys', body);
    expect([400, 422]).toContain(response.statusCode);
    expect(response.json()).toMatchObject({ code: expect.any(String), detail: expect.stringMatching(/\w/) });
  });
});
