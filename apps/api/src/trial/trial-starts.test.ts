import { randomUUID } from 'node:crypto';
import type { JourneySettings } from '@signalbox/engine/graph';
import { setJourneyStatus, startJourney } from '@signalbox/store';
import { addPerson, drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const DAY = 86_400_000;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const other = (settings: Partial<JourneySettings> = {}) =>
  drawn(
    {
      start: { type: 'manual-trigger', next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'end' } },
      end: { type: 'exit' },
    },
    settings,
  );

const starting = (journey: string) =>
  drawn({
    start: { type: 'manual-trigger', next: { next: 'ask' } },
    ask: {
      type: 'start-journey',
      config: { journey, pass: [{ name: 'total', value: '{{ event.total }}' }] },
      next: { started: 'in', 'not-started': 'out' },
    },
    in: { type: 'exit', config: { outcome: 'let in' } },
    out: { type: 'exit', config: { outcome: 'not let in' } },
  });

async function published(settings: Partial<JourneySettings>): Promise<string> {
  return (await publishDrawn(api.database, other(settings), { nowMs: Date.now() })).id;
}

const live = (journeyId: string, contactId: string, nowMs = Date.now()) =>
  startJourney(
    api.database,
    { journeyId, contactId, properties: { total: '80' }, key: randomUUID() },
    { nowMs },
  );

async function tried(journeyId: string, contactId?: string) {
  const body = { graph: starting(journeyId), contactId, entry: { total: 80 } };
  const { steps } = (await api.call('POST', '/api/journeys/simulate', body)).json() as {
    steps: { nodeId: string; port: string; reason: string | null }[];
  };
  const { port, reason } = steps.find(({ nodeId }) => nodeId === 'ask')!;
  return { outcome: port, ...(reason && { reason }) };
}

const atLeast = (source: string, path: string, value: number) => ({
  match: 'all' as const,
  rules: [{ source, path, op: 'at-least', value }],
});

const nothing = async () => {};
const enters =
  (before = 0) =>
  (id: string, who: string) =>
    live(id, who, Date.now() - before);

test.each([
  ['anybody for the first time', { reentry: { kind: 'once' } }, nothing],
  ['nobody a second time', { reentry: { kind: 'once' } }, enters()],
  ['nobody who is inside', { reentry: { kind: 'after-exit' } }, enters()],
  ['always', { reentry: { kind: 'always' } }, enters()],
  ['in place of the one before', { reentry: { kind: 'restart' } }, enters()],
  ['whom its filter means', { entryFilter: atLeast('event', 'total', 50) }, nothing],
  ['nobody else', { entryFilter: atLeast('contact', 'order_count', 3) }, nothing],
  ['nobody before it starts', { startsAt: new Date(Date.now() + DAY).toISOString() }, nothing],
  ['nobody once it is over', { endsAt: new Date(Date.now() - DAY).toISOString() }, nothing],
  ['whoever it takes while paused', {}, (id: string) => setJourneyStatus(api.database, id, 'paused', 1)],
  ['nobody once it was ended', {}, (id: string) => setJourneyStatus(api.database, id, 'ended', 1)],
] as [string, Partial<JourneySettings>, (id: string, who: string) => Promise<unknown>][])(
  'in a trial another journey lets in as it does live: %s',
  async (_, settings, before) => {
    const [id, who] = [await published(settings), await addPerson(api.database)];
    await before(id, who);
    const answer = await tried(id, who);
    const { outcome, ...rest } = await live(id, who);
    expect(answer).toEqual({ outcome, ...('reason' in rest && { reason: rest.reason }) });
  },
);

test('a journey that is gone lets nobody in, made up or not', async () => {
  const id = randomUUID();
  expect(await tried(id)).toEqual({
    outcome: 'not-started',
    reason: 'That journey is not there any more',
  });
});

test('of many people, those who have been through the other journey are not let in', async () => {
  const id = await published({ reentry: { kind: 'once' } });
  await live(id, await addPerson(api.database));
  const { total } = (await api.call('GET', '/api/contacts')).json() as { total: number };
  const body = { graph: starting(id), people: total };
  const { ended } = (await api.call('POST', '/api/journeys/simulate-people', body)).json();
  expect(ended).toEqual({ 'let in': total - 1, 'not let in': 1 });
});
