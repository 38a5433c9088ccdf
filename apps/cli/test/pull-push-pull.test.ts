import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { API_KEY } from '../../api/src/testing.js';
import { pull } from '../src/commands/pull.js';
import { push } from '../src/commands/push.js';
import { anyJourney, shuffled } from '../src/testing-journeys.js';
import { Workspace } from '../src/workspace.js';
import { startWorkspace } from './command.js';

let server: Awaited<ReturnType<typeof startWorkspace>>;
let elsewhere: Awaited<ReturnType<typeof startWorkspace>>;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  [server, elsewhere] = await Promise.all([startWorkspace(), startWorkspace()]);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([server?.stop(), elsewhere?.stop()]);
});

test('whatever was drawn: pulled, pushed and pulled again it is the same, here and in another workspace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-pull-'));
  const { id } = (
    await server.call('POST', '/api/journeys', { name: 'Any', graph: { nodes: [], edges: [] } })
  ).json() as { id: string };
  const path = join(folder, 'any.journey.json');
  const workspaceAt = ({ url }: { url: string }) => new Workspace({ url, key: API_KEY });
  const pulledFrom = async (url: { url: string }) => {
    expect(await pull(workspaceAt(url), [id], { into: folder })).toBe(0);
    return readFile(path, 'utf8');
  };
  const revision = async () =>
    ((await server.call('GET', `/api/journeys/${id}`)).json() as { revision: number }).revision;
  // It stays in this file, whatever it is called from now on.
  await pulledFrom(server);
  await fc.assert(
    fc.asyncProperty(
      anyJourney.chain((journey) => fc.tuple(fc.constant(journey), shuffled(journey))),
      async ([{ name, graph }, other]) => {
        const body = { name, graph, revision: await revision() };
        const saved = await server.call('PUT', `/api/journeys/${id}/draft`, body);
        expect(saved.statusCode, saved.body).toBe(200);
        const pulled = await pulledFrom(server);
        const before = await revision();
        expect(await push(workspaceAt(server), [path], { people: 'finish' })).toBe(0);
        expect(await revision()).toBe(before);
        expect(await push(workspaceAt(elsewhere), [path], { people: 'finish', force: true, yes: true })).toBe(
          0,
        );
        expect(await pulledFrom(elsewhere)).toBe(pulled);

        const mixed = { name: other.name, graph: other.graph, revision: before };
        await server.call('PUT', `/api/journeys/${id}/draft`, mixed);
        expect(await pulledFrom(server)).toBe(pulled);
      },
    ),
    { numRuns: 20 },
  );
  await rm(folder, { recursive: true });
});
