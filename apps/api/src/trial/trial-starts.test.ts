import { randomUUID } from 'node:crypto';
import { compile, type JourneySettings } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { publishVersion, setJourneyStatus, startJourney } from '@signalbox/store';
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

const live = (
  journeyId: string,
  contactId: string,
  nowMs = Date.now(),
  properties: Record<string, string> = { total: '80' },
) => startJourney(api.database, { journeyId, contactId, properties, key: randomUUID() }, { nowMs });

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

const A = { appointment: 'A' };
const B = { appointment: 'B' };
const NONE = {};
type Passed = { appointment?: string };

const byAppointment = (kind: 'once' | 'after-exit' | 'always'): Partial<JourneySettings> => ({
  correlation: { by: 'property', path: 'appointment' },
  reentry: { kind },
});

/** Starts the other journey for one after another. */
const startingFor = (journey: string, appointments: Passed[]) =>
  drawn({
    start: { type: 'manual-trigger', next: { next: 'ask-0' } },
    ...Object.fromEntries(
      appointments.map((passed, index) => [
        `ask-${index}`,
        {
          type: 'start-journey',
          config: { journey, pass: Object.entries(passed).map(([name, value]) => ({ name, value })) },
          next: { started: `ask-${index + 1}`, 'not-started': `ask-${index + 1}` },
        },
      ]),
    ),
    [`ask-${appointments.length}`]: { type: 'exit' },
  });

async function triedFor(
  journey: string,
  contactId: string,
  appointments: Passed[],
  { inside, entry = NONE }: { inside?: string; entry?: Passed } = {},
) {
  const body = { graph: startingFor(journey, appointments), contactId, entry };
  const url = inside ? `/api/journeys/${inside}/simulate` : '/api/journeys/simulate';
  const { steps } = (await api.call('POST', url, body)).json() as {
    steps: { nodeId: string; port: string; reason: string | null }[];
  };
  return steps
    .filter(({ nodeId }) => nodeId.startsWith('ask-') && nodeId !== `ask-${appointments.length}`)
    .map(({ port, reason }) => ({ outcome: port, ...(reason && { reason }) }));
}

async function liveFor(journey: string, contactId: string, appointments: Passed[]) {
  const answers: { outcome: string; reason?: string }[] = [];
  for (const passed of appointments) {
    const { outcome, ...rest } = await live(journey, contactId, Date.now(), passed);
    answers.push({ outcome, ...('reason' in rest && { reason: rest.reason }) });
  }
  return answers;
}

test('whoever is in the other journey for one appointment is let in for another, as live', async () => {
  const [id, who] = [await published(byAppointment('after-exit')), await addPerson(api.database)];
  await live(id, who, Date.now(), A);
  const asked = [A, B, B, NONE, NONE];
  const answers = await triedFor(id, who, asked);
  expect(answers).toEqual(await liveFor(id, who, asked));
  const was = { outcome: 'not-started', reason: 'The person was in it already' };
  const started = { outcome: 'started' };
  expect(answers).toEqual([was, started, was, started, was]);
});

test('a journey that lets people in once lets them in once for each appointment, as live', async () => {
  const [id, who] = [await published(byAppointment('once')), await addPerson(api.database)];
  const asked = [A, B, A, B];
  const outcomes = (await triedFor(id, who, asked)).map(({ outcome }) => outcome);
  expect(outcomes).toEqual((await liveFor(id, who, asked)).map(({ outcome }) => outcome));
  expect(outcomes).toEqual(['started', 'started', 'not-started', 'not-started']);
});

test.each([
  ['the appointment that let them in', A, ['not-started', 'started', 'started']],
  ['none', NONE, ['started', 'started', 'not-started']],
])('a journey that starts itself has the person inside for %s, as live', async (_, entry, outcomes) => {
  const [id, who] = [await published(byAppointment('once')), await addPerson(api.database)];
  const asked = [A, B, NONE];
  const answers = await triedFor(id, who, asked, { inside: id, entry });
  await live(id, who, Date.now(), entry);
  expect(answers).toEqual(await liveFor(id, who, asked));
  expect(answers.map(({ outcome }) => outcome)).toEqual(outcomes);
});

test('who came in while everybody was let in has come in for the appointment of that time, as live', async () => {
  const [id, who] = [await published(byAppointment('always')), await addPerson(api.database)];
  await live(id, who, Date.now(), A);
  const graph = other(byAppointment('once'));
  const { plan } = compile(graph, builtInCatalogue());
  const next = { id, revision: 1, graph, plan: plan!, nowMs: Date.now() };
  expect(await publishVersion(api.database, next)).not.toBeNull();
  const asked = [A, B, NONE];
  const answers = await triedFor(id, who, asked);
  expect(answers).toEqual(await liveFor(id, who, asked));
  expect(answers.map(({ outcome }) => outcome)).toEqual(['not-started', 'started', 'not-started']);
});
