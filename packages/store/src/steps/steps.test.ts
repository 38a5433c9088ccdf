import { compile } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addCoupons,
  changePoints,
  chooseWinner,
  closeTeamNote,
  couponPools,
  experimentCounts,
  experimentWinner,
  getContact,
  getJourney,
  issueCoupon,
  leaveTeamNote,
  keepAnsweredBalance,
  openTeamNotes,
  pointsBalance,
  publishVersion,
  reserveSlot,
  saveCheckpoint,
  startJourney,
  takeEvent,
  updateContactFields,
} from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { sharesSince } from './shares-since.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let journeyId: string;
let contactId: string;

beforeAll(async () => {
  database = await createTestDatabase('steps');
  const graph = drawn({ start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } });
  journeyId = (await publishDrawn(database, graph, { nowMs: NOW })).id;
});
afterAll(() => database?.drop());
beforeEach(async () => {
  contactId = await somebody();
});

async function somebody(): Promise<string> {
  const taken = await takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name: null,
      occurredAtMs: NOW,
      identities: [{ kind: 'user', value: crypto.randomUUID() }],
      contact: { firstName: 'Anna' },
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: NOW },
  );
  return taken.contactId!;
}

const order = (atMs: number, properties: { [key: string]: unknown } = {}) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name: 'Order Completed',
      occurredAtMs: atMs,
      contactId,
      identities: [],
      properties,
      keys: [],
      isHistory: false,
    },
    { nowMs: atMs },
  );

describe('a drip', () => {
  test('spaces people evenly, and gives each the same place when asked again', async () => {
    const rate = { count: 4, everyMs: HOUR };
    const place = (key: string, nowMs = NOW) =>
      reserveSlot(database, { journeyId, nodeId: 'drip', key }, rate, nowMs);
    expect([await place('a'), await place('b'), await place('c')]).toEqual([
      NOW,
      NOW + HOUR / 4,
      NOW + HOUR / 2,
    ]);
    expect(await place('b', NOW + HOUR)).toBe(NOW + HOUR / 4);
    expect(await place('d', NOW + 5 * HOUR)).toBe(NOW + 5 * HOUR);
  });

  test('keeps its pace when many come late to their places at once, as after a pause', async () => {
    const rate = { count: 4, everyMs: HOUR };
    const ask = (key: string, nowMs: number, placeMs: number | null) =>
      reserveSlot(database, { journeyId, nodeId: 'late', key }, { ...rate, placeMs }, nowMs);
    const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const had = new Map<string, number>();
    for (const key of people) had.set(key, await ask(key, NOW, null));
    // By then the turn of the first five came and went, and that of the sixth has just come; the seventh waits.
    const later = NOW + 75 * 60_000 + 2_000;
    const has = new Map<string, number>();
    for (const key of people) has.set(key, await ask(key, later, had.get(key)!));
    expect([has.get('f'), has.get('g')]).toEqual([had.get('f'), had.get('g')]);
    const behind = people.slice(0, 5).map((key) => has.get(key));
    expect(behind).toEqual([1, 2, 3, 4, 5].map((n) => had.get('g')! + (n * HOUR) / 4));
    // An answer that was lost on its way is the same when it is asked for again.
    expect(await ask('a', later, had.get('a')!)).toBe(has.get('a'));
    // Those of the first version go on at the place that they had.
    const first = { journeyId, nodeId: 'late', key: 'b' };
    expect(await reserveSlot(database, first, rate, later + 9 * HOUR)).toBe(has.get('b'));
  });

  test.each([
    ['200 a day, 2,000 waiting', { count: 200, everyMs: 24 * HOUR }, 72 * 60_000],
    ['3 an hour', { count: 3, everyMs: HOUR }, 20 * 60_000],
    ['600 a minute', { count: 600, everyMs: 60_000 }, 60_000],
  ])(
    'lets go on who is late by no more than the pace bears, as after a restart: %s',
    async (name, rate, lateMs) => {
      const ask = (key: string, nowMs: number, placeMs: number | null) =>
        reserveSlot(database, { journeyId, nodeId: name, key }, { ...rate, placeMs }, nowMs);
      const [first, second] = [await ask('a', NOW, null), await ask('b', NOW, null)];
      expect(await ask('a', first + lateMs, first)).toBe(first);
      expect(await ask('b', second + lateMs + 1_000, second)).toBeGreaterThan(second + lateMs);
    },
  );

  const inside = async (id = journeyId) => {
    const start = { journeyId: id, contactId: await somebody(), properties: {}, key: crypto.randomUUID() };
    return (await startJourney(database, start, { nowMs: NOW })) as { runId: string };
  };

  test('lets nobody queue behind those who have left', async () => {
    const rate = { count: 1, everyMs: HOUR };
    const place = (runId: string, nowMs = NOW) =>
      reserveSlot(database, { journeyId, nodeId: 'left', key: `${runId}/left/0` }, rate, nowMs);
    const [first, second, third, skipped, newcomer] = [
      await inside(),
      await inside(),
      await inside(),
      await inside(),
      await inside(),
    ];
    const waiting = [first, second, third, skipped].map(({ runId }) => runId);
    for (const [index, runId] of waiting.entries()) expect(await place(runId)).toBe(NOW + index * HOUR);
    const step = { seq: 1, nodeId: 'left', visit: 0, enteredAtMs: NOW, reason: null };
    const gone = { ...step, leftAtMs: NOW, port: null };
    const at = { wakesAtMs: null, atMs: NOW, outcome: null };
    await saveCheckpoint(database, {
      ...at,
      runId: third.runId,
      status: 'ended',
      outcome: 'ended',
      steps: [gone],
    });
    await saveCheckpoint(database, { ...at, runId: skipped.runId, status: 'waiting', steps: [gone] });
    // The second, who still waits, keeps the place ahead.
    expect(await place(newcomer.runId)).toBe(NOW + 2 * HOUR);
    expect(await place(second.runId)).toBe(NOW + HOUR);
  });

  test('gives those who are moved to another rate new places in the order in which they came', async () => {
    const graph = drawn({ start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } });
    const { id, planHash } = await publishDrawn(database, graph, { nowMs: NOW });
    const other = drawn({
      start: { type: 'manual-trigger', next: { next: 'out' } },
      out: { type: 'exit', config: { outcome: 'out' } },
    });
    const { planHash: faster } = await publishDrawn(database, other, { nowMs: NOW });
    const runs = [await inside(id), await inside(id), await inside(id), await inside(id)];
    const [first, second, third, stays] = runs.map(({ runId }) => runId) as [string, string, string, string];
    const place = (runId: string, rate: { count: number; everyMs: number }, plan = planHash, nowMs = NOW) =>
      reserveSlot(
        database,
        { journeyId: id, nodeId: 'drip', key: `${runId}/drip/0`, planHash: plan },
        rate,
        nowMs,
      );
    const [slow, fast] = [
      { count: 1, everyMs: 24 * HOUR },
      { count: 1, everyMs: HOUR },
    ];
    for (const { runId } of runs) await place(runId, slow);
    await database.kysely
      .updateTable('runs')
      .set({ moving_to: faster })
      .where('id', 'in', [first, second, third])
      .execute();
    const later = NOW + HOUR / 2;
    // Whoever of them asks first: the first one's turn has come already, and the others follow it.
    expect(await place(third, fast, faster, later)).toBe(NOW + 2 * HOUR);
    expect(await place(second, fast, faster, later)).toBe(NOW + HOUR);
    expect(await place(first, fast, faster, later)).toBe(NOW);
    expect(await place(stays, slow, planHash, later)).toBe(NOW + 3 * 24 * HOUR);
    const newcomer = await inside(id);
    expect(await place(newcomer.runId, fast, faster, later)).toBe(NOW + 3 * HOUR);
  });

  test('never gives one place to two, however many ask at once', async () => {
    const places = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        reserveSlot(
          database,
          { journeyId, nodeId: 'busy', key: `${index}` },
          { count: 1, everyMs: 1_000 },
          NOW,
        ),
      ),
    );
    expect(new Set(places).size).toBe(30);
    expect(Math.max(...places)).toBe(NOW + 29_000);
  });
});

describe('coupons', () => {
  const issue = (key: string, pool: string) => issueCoupon(database, { pool, key, contactId, nowMs: NOW });

  test('no code goes to two people, and nobody gets two for one visit', async () => {
    const codes = Array.from({ length: 20 }, (_, index) => `CODE-${index}`);
    expect(await addCoupons(database, 'race', [...codes, codes[0]!], NOW)).toBe(20);
    const keys = Array.from({ length: 40 }, (_, index) => `run/node/${index % 20}`);
    const issued = await Promise.all(keys.map((key) => issue(key, 'race')));
    const byKey = new Map<string, Set<string>>();
    for (const [index, key] of keys.entries())
      byKey.set(key, (byKey.get(key) ?? new Set()).add(issued[index]!.code));
    expect([...byKey.values()].every((own) => own.size === 1)).toBe(true);
    expect(new Set([...byKey.values()].flatMap((own) => [...own])).size).toBe(20);
    expect((await couponPools(database)).find(({ pool }) => pool === 'race')).toMatchObject({ left: 0 });
  });

  test('an empty pool gives none', async () => {
    expect(await issue(crypto.randomUUID(), 'empty')).toBeNull();
  });
});

test('points are changed once for each key, also when two ask at once', async () => {
  const change = { key: crypto.randomUUID(), contactId, points: 50, reason: 'Birthday', atMs: NOW };
  await Promise.all([changePoints(database, change), changePoints(database, change)]);
  expect(await changePoints(database, { ...change, key: crypto.randomUUID(), points: -20 })).toEqual({
    balance: 30,
    isShort: false,
  });
});

describe('points that somebody does not have', () => {
  const price = { points: -50, reason: 'A reward', onlyIfEnough: true, atMs: NOW };
  const holding = async (points: number): Promise<string> => {
    const holder = await somebody();
    const gift = { key: crypto.randomUUID(), contactId: holder, points, reason: 'A gift', atMs: NOW };
    await changePoints(database, gift);
    return holder;
  };

  test('are not taken, however many ask for the last of them at once', async () => {
    const buyer = await holding(70);
    const asked = Array.from({ length: 4 }, () =>
      changePoints(database, { ...price, contactId: buyer, key: crypto.randomUUID() }),
    );
    const taken = (await Promise.all(asked)).filter(({ isShort }) => !isShort);
    expect(taken).toEqual([{ balance: 20, isShort: false }]);
    expect(await pointsBalance(database, buyer)).toBe(20);
  });

  test('a price that was paid is paid when it is asked for again', async () => {
    const buyer = await holding(50);
    const once = { ...price, contactId: buyer, key: crypto.randomUUID() };
    expect(await changePoints(database, once)).toEqual({ balance: 0, isShort: false });
    expect(await changePoints(database, once)).toEqual({ balance: 0, isShort: false });
  });

  test('what another programme told of a balance can be spent', async () => {
    const buyer = await somebody();
    await keepAnsweredBalance(database, buyer, { balance: 80, tier: null }, NOW);
    expect(await changePoints(database, { ...price, contactId: buyer, key: crypto.randomUUID() })).toEqual({
      balance: 30,
      isShort: false,
    });
  });
});

test('a note to the team is left once, and goes when it is done', async () => {
  const { runId } = (await startJourney(
    database,
    { journeyId, contactId, properties: {}, key: crypto.randomUUID() },
    { nowMs: NOW },
  )) as { runId: string };
  const note = { key: `${runId}/note/0`, contactId, journeyId, runId, text: 'Call Anna', atMs: NOW };
  await leaveTeamNote(database, note);
  await leaveTeamNote(database, note);
  const [left, ...others] = (await openTeamNotes(database)).filter((each) => each.contactId === contactId);
  expect(others).toEqual([]);
  expect(left).toMatchObject({ text: 'Call Anna', firstName: 'Anna' });
  expect(await closeTeamNote(database, left!.id, NOW)).toBe(true);
  expect(await closeTeamNote(database, left!.id, NOW)).toBe(false);
});

test('tags are put on once and taken off, and other attributes stay', async () => {
  const tag = (addTags: string[], removeTags: string[] = []) =>
    updateContactFields(database, contactId, { addTags, removeTags }, { atMs: NOW });
  await updateContactFields(database, contactId, { attributes: { size: 'M' } }, { atMs: NOW });
  await tag(['vip', 'new']);
  await tag(['vip', 'news'], ['new', 'never there']);
  expect(await getContact(database, contactId)).toMatchObject({
    attributes: { size: 'M' },
    tags: expect.toSatisfy((tags: string[]) => tags.toSorted().join() === 'news,vip'),
  });
});

describe('starting a journey by name', () => {
  const start = (id: string, key: string = crypto.randomUUID()) =>
    startJourney(database, { journeyId: id, contactId, properties: { total: 5 }, key }, { nowMs: NOW });

  test('the same start twice lets a person in once', async () => {
    const key = crypto.randomUUID();
    const [first, second] = [await start(journeyId, key), await start(journeyId, key)];
    expect(first).toMatchObject({ outcome: 'started', runId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(second.outcome).toBe('started');
    const { count } = await database.kysely
      .selectFrom('runs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('contact_id', '=', contactId)
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  test('its own rules hold: who is inside already is not let in again', async () => {
    await start(journeyId);
    expect(await start(journeyId)).toMatchObject({ outcome: 'not-started' });
  });

  test('a journey that is not there, or not live, says so', async () => {
    expect(await start(crypto.randomUUID())).toMatchObject({ reason: expect.stringContaining('not there') });
  });

  test('an event of that name from outside starts nothing', async () => {
    const taken = await takeEvent(
      database,
      {
        source: 'segment',
        messageId: crypto.randomUUID(),
        name: 'Journey Started',
        occurredAtMs: NOW,
        contactId,
        identities: [],
        properties: {},
        keys: [],
        isHistory: false,
      },
      { nowMs: NOW },
    );
    expect(taken.started).toEqual([]);
  });

  test('what is passed on is its event, also where another event is the trigger', async () => {
    const graph = drawn({
      start: { type: 'event-trigger', config: { event: 'Order Completed' }, next: { next: 'text' } },
      text: { type: 'note-to-team', config: { text: 'Spent {{ event.total }}' }, next: { next: 'end' } },
      end: { type: 'exit' },
    });
    const { id } = await publishDrawn(database, graph, { nowMs: NOW });
    const { runId } = (await start(id)) as { runId: string };
    const run = await database.kysely
      .selectFrom('runs')
      .select('start')
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    expect(run.start.entryEvent.properties).toEqual({ total: 5 });
  });
});

describe('who may enter', () => {
  const enter = async (settings: object, nowMs = NOW) => {
    const graph = drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Order Completed' }, next: { next: 'end' } },
        end: { type: 'exit' },
      },
      settings,
    );
    await database.kysely
      .updateTable('journeys')
      .set({ status: 'archived' })
      .where('id', '!=', journeyId)
      .execute();
    await publishDrawn(database, graph, { nowMs: NOW });
    return (await order(nowMs, { total: 300 })).started.length;
  };

  test.each([
    ['one whom the filter lets in', 'Anna', 1],
    ['one whom it does not', 'Bo', 0],
  ])('%s', async (_name, value, started) => {
    const rules = [
      { source: 'contact', path: 'first_name', op: 'equals', value },
      { match: 'none', rules: [{ source: 'event', path: 'total', op: 'less-than', value: 100 }] },
    ];
    expect(await enter({ entryFilter: { match: 'all', rules } })).toBe(started);
  });

  test('nobody before the journey starts or once it has ended', async () => {
    const dates = { startsAt: '2026-11-23T13:00:00+00:00', endsAt: '2026-11-23T14:00:00+00:00' };
    expect(await enter(dates, NOW)).toBe(0);
    expect(await enter(dates, NOW + HOUR)).toBe(1);
    expect(await enter(dates, NOW + 2 * HOUR)).toBe(0);
  });
});

test('a goal is noted within its days, also after the run is over, and only the first time', async () => {
  const graph = drawn(
    { start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } },
    { goal: { event: 'Order Completed', withinDays: 3, endsRun: false } },
  );
  const { id } = await publishDrawn(database, graph, { nowMs: NOW });
  const { runId } = (await startJourney(
    database,
    { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
    { nowMs: NOW },
  )) as { runId: string };
  await saveCheckpoint(database, {
    runId,
    status: 'ended',
    outcome: 'completed',
    steps: [],
    wakesAtMs: null,
    atMs: NOW,
  });
  const goalOf = async () =>
    (
      await database.kysely
        .selectFrom('runs')
        .select('goal_at')
        .where('id', '=', runId)
        .executeTakeFirstOrThrow()
    ).goal_at?.getTime();
  await order(NOW + 80 * HOUR);
  expect(await goalOf()).toBeUndefined();
  await order(NOW + 48 * HOUR);
  await order(NOW + 50 * HOUR);
  expect(await goalOf()).toBe(NOW + 48 * HOUR);
});

test('a goal since the first text is noted only after one', async () => {
  const { id } = await publishDrawn(
    database,
    drawn(
      { start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } },
      { goal: { event: 'Order Completed', withinDays: 3, since: 'first-text', endsRun: false } },
    ),
    { nowMs: NOW },
  );
  const { runId } = (await startJourney(
    database,
    { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
    { nowMs: NOW },
  )) as { runId: string };
  const goalAt = async () =>
    (
      await database.pool.query<{ at: Date | null }>('select goal_at as at from runs where id = $1', [runId])
    ).rows[0]!.at?.getTime();
  await order(NOW + 2 * HOUR);
  expect(await goalAt()).toBeUndefined();
  const text = { run_id: runId, journey_id: id, node_id: 'text', contact_id: contactId };
  await database.kysely
    .insertInto('messages')
    .values({
      ...text,
      id: crypto.randomUUID(),
      send_key: crypto.randomUUID(),
      purpose: 'marketing',
      state: 'delivered',
      planned_at: new Date(NOW + 90 * HOUR),
      accepted_at: new Date(NOW + 90 * HOUR),
    })
    .execute();
  await order(NOW + 80 * HOUR);
  expect(await goalAt()).toBeUndefined();
  await order(NOW + 100 * HOUR);
  expect(await goalAt()).toBe(NOW + 100 * HOUR);
});

test('an experiment counts people by their first visit, and those who reached the aim in time', async () => {
  const { id } = await publishDrawn(
    database,
    drawn(
      { start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } },
      {
        reentry: { kind: 'always' },
      },
    ),
    { nowMs: NOW },
  );
  for (const [port, orderAfter] of [
    ['a', HOUR],
    ['a', 30 * HOUR],
    ['b', null],
  ] as const) {
    contactId = await somebody();
    const { runId } = (await startJourney(
      database,
      { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
      { nowMs: NOW },
    )) as { runId: string };
    const step = { seq: 1, nodeId: 'try', visit: 0, enteredAtMs: NOW, leftAtMs: NOW, port, reason: null };
    await saveCheckpoint(database, {
      runId,
      status: 'ended',
      outcome: 'completed',
      steps: [step],
      wakesAtMs: null,
      atMs: NOW,
    });
    if (orderAfter !== null) await order(NOW + orderAfter);
  }
  const experiment = { journeyId: id, nodeId: 'try' };
  const counts = async (nowMs: number) => {
    const asked = { ...experiment, metric: 'Order Completed', windowMs: 24 * HOUR, nowMs };
    return (await experimentCounts(database, asked)).variants;
  };
  expect(await counts(NOW + 24 * HOUR)).toEqual([
    { variant: 'a', people: 2, reached: 1, underWay: 0 },
    { variant: 'b', people: 1, reached: 0, underWay: 0 },
  ]);
  // Who ordered at once counts no earlier than who may still order.
  expect(await counts(NOW + 23 * HOUR)).toEqual([
    { variant: 'a', people: 0, reached: 0, underWay: 2 },
    { variant: 'b', people: 0, reached: 0, underWay: 1 },
  ]);
  expect(await experimentWinner(database, experiment)).toBeNull();
  await chooseWinner(database, { ...experiment, variant: 'a', by: 'hand', nowMs: NOW - HOUR });
  expect(await experimentWinner(database, experiment)).toBe('a');
  await chooseWinner(database, { ...experiment, variant: 'b', by: 'rule', nowMs: NOW - HOUR });
  expect(await experimentWinner(database, experiment), 'no rule changes what a hand chose').toBe('a');
  await chooseWinner(database, { ...experiment, variant: 'b', by: 'hand', nowMs: NOW });
  expect(await experimentWinner(database, experiment)).toBe('b');
  await chooseWinner(database, { ...experiment, variant: null, by: 'hand', nowMs: NOW + HOUR });
  expect(await experimentWinner(database, experiment)).toBeNull();
  expect(await counts(NOW + 24 * HOUR), 'they came while everybody was sent one way').toEqual([]);
});

test('who came before the shares of an experiment changed is not counted beside who comes after', async () => {
  const dividing = (share: number) =>
    drawn({
      start: { type: 'manual-trigger', next: { next: 'try' } },
      try: {
        type: 'experiment',
        config: {
          variants: [
            { id: 'a', name: 'A', share },
            { id: 'b', name: 'B', share: 50 },
          ],
        },
        next: { a: 'end', b: 'end' },
      },
      end: { type: 'exit' },
    });
  const { id } = await publishDrawn(database, dividing(50), { nowMs: NOW });
  const experiment = { journeyId: id, nodeId: 'try' };
  const comes = async (atMs: number) => {
    contactId = await somebody();
    const { runId } = (await startJourney(
      database,
      { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
      { nowMs: atMs },
    )) as { runId: string };
    const step = {
      seq: 1,
      nodeId: 'try',
      visit: 0,
      enteredAtMs: atMs,
      leftAtMs: atMs,
      port: 'a',
      reason: null,
    };
    const end = { status: 'ended' as const, outcome: 'completed', wakesAtMs: null, atMs };
    await saveCheckpoint(database, { runId, ...end, steps: [step] });
  };
  const publishNext = async (share: number, nowMs: number) => {
    const graph = dividing(share);
    const { plan } = compile(graph, builtInCatalogue());
    const { revision } = (await getJourney(database, id))!;
    await publishVersion(database, { id, revision, graph, plan: plan!, nowMs });
  };
  const counted = async () =>
    (
      await experimentCounts(database, {
        ...experiment,
        metric: 'Order Completed',
        windowMs: HOUR,
        nowMs: NOW + 9 * HOUR,
      })
    ).variants.reduce((sum, { people }) => sum + people, 0);

  await comes(NOW);
  await publishNext(50, NOW + HOUR);
  expect([await sharesSince(database, experiment), await counted()]).toEqual([null, 1]);
  await publishNext(80, NOW + 2 * HOUR);
  expect([await sharesSince(database, experiment), await counted()]).toEqual([
    { version: 3, atMs: NOW + 2 * HOUR },
    0,
  ]);
  await comes(NOW + 3 * HOUR);
  await publishNext(80, NOW + 4 * HOUR);
  expect((await sharesSince(database, experiment))?.version).toBe(3);
  expect(await counted()).toBe(1);
});

describe('what a wait hears of', () => {
  const outboxNames = async (runId: string) =>
    (
      await database.kysely
        .selectFrom('outbox')
        .selectAll()
        .where('run_id', '=', runId)
        .orderBy('id')
        .execute()
    ).map(({ kind, payload }) => (kind === 'event' ? (payload as { refs: string[] }).refs.join() : kind));

  const asks = drawn({
    start: { type: 'manual-trigger', next: { next: 'reply' } },
    reply: {
      type: 'wait-for-reply',
      config: { answers: [{ id: 'yes', label: 'Yes', kind: 'yes', words: [] }] },
      next: { yes: 'end', timeout: 'end' },
    },
    end: { type: 'exit' },
  });

  test('a reply is heard by the newest question alone, and STOP by none', async () => {
    const runs: string[] = [];
    for (const minutes of [0, 1]) {
      const { id } = await publishDrawn(database, asks, { nowMs: NOW });
      const started = await startJourney(
        database,
        { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
        { nowMs: NOW },
      );
      const { runId } = started as { runId: string };
      // The second journey began later, but the first one's question is the newer.
      const enteredAtMs = NOW + (minutes === 0 ? 10 : 5) * 60_000;
      const step = {
        seq: 1,
        nodeId: 'reply',
        visit: 0,
        enteredAtMs,
        leftAtMs: null,
        port: null,
        reason: null,
      };
      await saveCheckpoint(database, {
        runId,
        status: 'waiting',
        outcome: null,
        steps: [step],
        wakesAtMs: null,
        atMs: NOW,
      });
      runs.push(runId);
    }
    for (const [text, intent] of [
      ['STOP', 'stop'],
      ['ja', 'none'],
    ]) {
      await takeEvent(
        database,
        {
          source: 'plivo',
          messageId: crypto.randomUUID(),
          name: 'SMS Received',
          occurredAtMs: NOW,
          contactId,
          identities: [],
          properties: { text, intent },
          keys: [],
          isHistory: false,
        },
        { nowMs: NOW },
      );
    }
    expect(await outboxNames(runs[0]!)).toEqual(['start', 'reply/reply']);
    expect(await outboxNames(runs[1]!)).toEqual(['start']);
  });

  test('a quick answer is to the question on the phone, though its run has not come to its wait yet', async () => {
    const texting = drawn({
      start: { type: 'manual-trigger', next: { next: 'ask' } },
      ask: { type: 'send-sms', config: { text: 'Yes?', purpose: 'marketing' }, next: { sent: 'reply' } },
      reply: { ...asks.nodes[1]!.data, type: 'wait-for-reply', next: { yes: 'thanks', timeout: 'end' } },
      thanks: { type: 'send-sms', config: { text: 'Thanks', purpose: 'marketing' }, next: { sent: 'end' } },
      end: { type: 'exit' },
    });
    const runs: string[] = [];
    for (const minutes of [0, 1]) {
      const { id } = await publishDrawn(database, texting, { nowMs: NOW });
      const started = await startJourney(
        database,
        { journeyId: id, contactId, properties: {}, key: crypto.randomUUID() },
        { nowMs: NOW - minutes * 60_000 },
      );
      const { runId } = started as { runId: string };
      runs.push(runId);
    }
    const [waiting, asking] = runs as [string, string];
    await saveCheckpoint(database, {
      ...{ runId: waiting, status: 'waiting', outcome: null, wakesAtMs: null, atMs: NOW },
      steps: [
        {
          ...{ seq: 1, nodeId: 'reply', visit: 0, enteredAtMs: NOW + 60_000 },
          ...{ leftAtMs: null, port: null, reason: null },
        },
      ],
    });
    const texted = (runId: string, nodeId: string, atMs: number, state: 'sending' | 'failed' = 'sending') =>
      database.kysely
        .insertInto('messages')
        .values({
          ...{ id: crypto.randomUUID(), send_key: crypto.randomUUID(), run_id: runId, node_id: nodeId },
          ...{ contact_id: contactId, purpose: 'marketing', state },
          ...{ planned_at: new Date(atMs), sending_at: new Date(atMs) },
        })
        .execute();
    const reply = () =>
      takeEvent(
        database,
        {
          ...{ source: 'plivo', messageId: crypto.randomUUID(), name: 'SMS Received', occurredAtMs: NOW },
          ...{
            contactId,
            identities: [],
            properties: { text: 'ja', intent: 'none' },
            keys: [],
            isHistory: false,
          },
        },
        { nowMs: NOW },
      );

    await texted(asking, 'ask', NOW + 120_000);
    await reply();
    expect(await outboxNames(asking)).toEqual(['start', 'reply/reply']);
    expect(await outboxNames(waiting)).toEqual(['start']);

    // Its last text asks nothing any more.
    await texted(asking, 'thanks', NOW + 180_000);
    await reply();
    expect(await outboxNames(waiting)).toEqual(['start', 'reply/reply']);

    // What the carrier refused is on no phone.
    await texted(asking, 'ask', NOW + 240_000, 'failed');
    await reply();
    expect(await outboxNames(asking)).toEqual(['start', 'reply/reply']);
    expect(await outboxNames(waiting)).toEqual(['start', 'reply/reply', 'reply/reply']);
  });

  test('a restock reaches those who asked for that very variant, though it names no person', async () => {
    const graph = drawn({
      start: { type: 'manual-trigger', next: { next: 'stock' } },
      stock: { type: 'wait-for-stock', next: { 'back-in-stock': 'end', timeout: 'end' } },
      end: { type: 'exit' },
    });
    const { id } = await publishDrawn(database, graph, { nowMs: NOW });
    const runOf = async (variant_id: number) => {
      contactId = await somebody();
      const started = await startJourney(
        database,
        { journeyId: id, contactId, properties: { variant_id }, key: crypto.randomUUID() },
        { nowMs: NOW },
      );
      return (started as { runId: string }).runId;
    };
    const [mine, other] = [await runOf(17), await runOf(18)];
    await takeEvent(
      database,
      {
        source: 'shopify',
        messageId: crypto.randomUUID(),
        name: 'Product Back In Stock',
        occurredAtMs: NOW,
        identities: [],
        properties: { variant_id: 17 },
        keys: ['variant:17'],
        isHistory: false,
      },
      { nowMs: NOW },
    );
    expect(await outboxNames(mine)).toEqual(['start', 'stock/restock']);
    expect(await outboxNames(other)).toEqual(['start']);
  });
});
