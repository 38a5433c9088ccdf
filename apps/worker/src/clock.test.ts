import { randomUUID } from 'node:crypto';
import { compile } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import {
  experimentWinner,
  listCampaigns,
  publishVersion,
  saveCheckpoint,
  setJourneyStatus,
  startJourney,
  stopCampaign,
  takeEvent,
  takeEvents,
  updateContactFields,
  type IncomingEvent,
} from '@signalbox/store';
import { createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startClock, tick, type ClockDeps } from './clock.js';
import { keepApart } from './keep-apart.js';

const HOUR = 3_600_000;
const PUBLISHED = Date.parse('2026-11-23T08:00:00Z');
const DAY = 86_400_000;
const DUE = Date.parse('2026-11-24T09:00:00Z'); // 10:00 in Copenhagen
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let clock: ClockDeps;
let tag: string;

beforeAll(async () => {
  database = await createTestDatabase('clock');
  clock = {
    database,
    logger: pino({ level: 'silent' }),
    shopTimeZone: 'Europe/Copenhagen',
    textsPerSecond: 4,
  };
});
afterAll(() => database?.drop());
beforeEach(async () => {
  await database.kysely.updateTable('journeys').set({ status: 'archived' }).execute();
  tag = randomUUID();
});

const people = (count: number, attributes: { [key: string]: unknown } = {}) =>
  takeEvents(
    database,
    Array.from({ length: count }, (): IncomingEvent => ({
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: PUBLISHED,
      identities: [{ kind: 'user', value: randomUUID() }],
      contact: { attributes: { group: tag, ...attributes } },
      properties: {},
      keys: [],
      isHistory: false,
    })),
    { nowMs: PUBLISHED },
  );

const ours = () => ({
  match: 'all',
  rules: [{ source: 'contact', path: 'group', op: 'equals', value: tag }],
});
const campaign = (config: object = {}, type = 'schedule-trigger') =>
  publishDrawn(
    database,
    drawn({
      start: {
        type,
        config:
          type === 'date-trigger'
            ? config
            : { audience: { where: ours() }, date: '2026-11-24', time: '10:00', ...config },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    }),
    { nowMs: PUBLISHED },
  );

const publishAgain = (id: string, graph: ReturnType<typeof drawn>, nowMs: number) => {
  const { plan } = compile(graph, builtInCatalogue());
  return publishVersion(database, { id, revision: 1, graph, plan: plan!, nowMs });
};

const startsOf = async (journeyId: string) =>
  (
    await database.kysely
      .selectFrom('runs')
      .select('start')
      .where('journey_id', '=', journeyId)
      .orderBy('started_at')
      .execute()
  ).map(({ start }) => start.entryEvent.properties);

const peopleIn = async (journeyId: string) =>
  (
    await database.kysely
      .selectFrom('runs')
      .select('contact_id')
      .where('journey_id', '=', journeyId)
      .orderBy('started_at')
      .execute()
  ).map(({ contact_id }) => contact_id);

test('everybody in the audience is started once, in waves, however often the clock ticks', async () => {
  await people(10);
  await people(3, { group: 'others' });
  const { id } = await campaign();
  await tick(clock, DUE - 1_000);
  expect(await listCampaigns(database, id)).toEqual([]);

  await Promise.all([tick(clock, DUE), tick(clock, DUE)]);
  const reached: number[] = [];
  for (let seconds = 1; seconds <= 5; seconds++) {
    await tick(clock, DUE + seconds * 1_000);
    reached.push((await startsOf(id)).length);
  }
  expect(reached.at(-1)).toBe(10);
  expect(Math.max(...reached.map((count, index) => count - (reached[index - 1] ?? 0)))).toBeLessThanOrEqual(
    8,
  );
  expect(await listCampaigns(database, id)).toMatchObject([
    { status: 'done', total: 10, started: 10, occurrence: '2026-11-24T10:00' },
  ]);
});

test('two clocks at once start nobody twice', async () => {
  await people(20);
  const { id } = await campaign();
  for (let seconds = 0; seconds < 12; seconds++)
    await Promise.all([tick(clock, DUE + seconds * 1_000), tick(clock, DUE + seconds * 1_000)]);
  expect(await startsOf(id)).toHaveLength(20);
});

test('what comes round daily and lets everybody in once takes only who has come since', async () => {
  await people(3);
  const graph = drawn(
    {
      start: {
        type: 'schedule-trigger',
        config: { audience: { where: ours() }, date: '2026-11-24', time: '10:00', repeat: 'daily' },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    },
    { reentry: { kind: 'once' } },
  );
  const { id } = await publishDrawn(database, graph, { nowMs: PUBLISHED });
  const comesRound = async (day: number) => {
    for (let seconds = 0; seconds < 4; seconds++) await tick(clock, DUE + day * DAY + seconds * 1_000);
  };
  await comesRound(0);
  await people(1);
  for (const day of [1, 2, 3]) await comesRound(day);
  expect(await startsOf(id)).toHaveLength(4);
  const told = (await listCampaigns(database, id)).map(({ occurrence, total }) => [occurrence, total]);
  // Those with nobody left stand in nobody’s way, but for the newest.
  expect(told).toEqual([
    ['2026-11-27T10:00', 0],
    ['2026-11-25T10:00', 1],
    ['2026-11-24T10:00', 3],
  ]);
});

test.each(['daily', 'never'] as const)(
  'today’s time that is moved after it began (%s) lets nobody in a second time that day; one that was missed it does',
  async (repeat) => {
    await people(2);
    const at = (time: string) =>
      drawn({
        start: {
          type: 'schedule-trigger',
          config: { audience: { where: ours() }, date: '2026-11-24', time, repeat },
          next: { next: 'end' },
        },
        end: { type: 'exit' },
      });
    const first = await publishDrawn(database, at('10:00'), { nowMs: PUBLISHED });
    for (const seconds of [0, 1, 2]) await tick(clock, DUE + seconds * 1_000);
    await publishAgain(first.id, at('15:00'), DUE + HOUR);
    for (const seconds of [0, 1, 2]) await tick(clock, DUE + 5 * HOUR + seconds * 1_000);
    const told = async () =>
      (await listCampaigns(database, first.id)).map(({ occurrence, started }) => [occurrence, started]);
    expect(await told()).toEqual([['2026-11-24T10:00', 2]]);
    await tick(clock, DUE + DAY + 5 * HOUR);
    expect((await told()).map(([occurrence]) => occurrence)).toEqual(
      repeat === 'daily' ? ['2026-11-25T15:00', '2026-11-24T10:00'] : ['2026-11-24T10:00'],
    );

    const late = await publishDrawn(database, at('10:00'), { nowMs: PUBLISHED });
    await tick(clock, DUE + 7 * HOUR);
    await publishAgain(late.id, at('20:00'), DUE + 8 * HOUR);
    for (const seconds of [0, 1, 2]) await tick(clock, DUE + 10 * HOUR + seconds * 1_000);
    const after = (await listCampaigns(database, late.id)).map((row) => [row.occurrence, row.status]);
    expect(after).toEqual([
      ['2026-11-24T20:00', 'done'],
      ['2026-11-24T10:00', 'missed'],
    ]);
  },
);

/** A campaign of everybody of a group, whose journey is over at once and lets them in as often as they come. */
const goingTo = (group: string, config: object) =>
  drawn(
    {
      start: {
        type: 'schedule-trigger',
        config: {
          audience: {
            where: {
              match: 'all',
              rules: [{ source: 'contact', path: 'group', op: 'equals', value: group }],
            },
          },
          ...{ date: '2026-11-24', time: '10:00', ...config },
        },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    },
    { reentry: { kind: 'always' } },
  );
const told = async (journeyId: string) =>
  (await listCampaigns(database, journeyId)).map((row) => [
    row.occurrence,
    row.status,
    row.total,
    row.started,
  ]);

test('a campaign that reached nobody is put right and begins anew the same day', async () => {
  await people(2);
  const { id } = await publishDrawn(database, goingTo('nobody', {}), { nowMs: PUBLISHED });
  for (const seconds of [0, 1]) await tick(clock, DUE + seconds * 1_000);
  await publishAgain(id, goingTo(tag, { time: '14:00' }), DUE + HOUR);
  for (const seconds of [0, 1, 2]) await tick(clock, DUE + 4 * HOUR + seconds * 1_000);
  expect(await told(id)).toEqual([['2026-11-24T14:00', 'done', 2, 2]]);
});

test('a campaign that was stopped and begins anew the same day tells the others, and nobody twice', async () => {
  await people(10);
  const { id } = await publishDrawn(database, goingTo(tag, {}), { nowMs: PUBLISHED });
  for (const seconds of [0, 1]) await tick(clock, DUE + seconds * 1_000);
  const [first] = await listCampaigns(database, id);
  await stopCampaign(database, first!.id, DUE + 2_000);
  await publishAgain(id, goingTo(tag, { time: '14:00' }), DUE + HOUR);
  for (let seconds = 0; seconds < 4; seconds++) await tick(clock, DUE + 4 * HOUR + seconds * 1_000);
  expect(await told(id)).toEqual([
    ['2026-11-24T14:00', 'done', 10 - first!.started, 10 - first!.started],
    ['2026-11-24T10:00', 'stopped', 10, first!.started],
  ]);
  expect(new Set(await peopleIn(id)).size).toBe(10);
  expect(await startsOf(id)).toHaveLength(10);
});

test('whom a campaign told whose worker died before it wrote that down, and that was stopped then, one of the same day leaves out', async () => {
  await people(3);
  const { id } = await publishDrawn(database, goingTo(tag, {}), { nowMs: PUBLISHED });
  for (const seconds of [0, 1]) await tick(clock, DUE + seconds * 1_000);
  await database.pool.query(`update campaigns set status = 'stopped' where journey_id = $1`, [id]);
  await database.pool.query(
    `update campaign_people set outcome = null, at = null where campaign_id in (select id from campaigns where journey_id = $1)`,
    [id],
  );
  const late = await people(1);
  await publishAgain(id, goingTo(tag, { time: '14:00' }), DUE + HOUR);
  for (const seconds of [0, 1, 2]) await tick(clock, DUE + 4 * HOUR + seconds * 1_000);
  expect((await told(id))[0]).toEqual(['2026-11-24T14:00', 'done', 1, 1]);
  expect((await peopleIn(id)).at(-1)).toBe(late[0]!.contactId);
  expect(await startsOf(id)).toHaveLength(4);
});

test('a campaign that is stopped in the midst of a wave starts nobody further', async () => {
  await people(4);
  const { id } = await publishDrawn(database, goingTo(tag, {}), { nowMs: PUBLISHED });
  await tick({ ...clock, textsPerSecond: 100 }, DUE);
  await database.pool.query(`
    create function stop_it() returns trigger language plpgsql as $$
      begin update campaigns set status = 'stopped' where journey_id = new.journey_id; return new; end $$;
    create trigger stop_it after insert on runs for each row execute function stop_it()`);
  try {
    await tick({ ...clock, textsPerSecond: 100 }, DUE + 1_000);
  } finally {
    await database.pool.query('drop function stop_it cascade');
  }
  expect(await told(id)).toEqual([['2026-11-24T10:00', 'stopped', 4, 1]]);
  expect(await startsOf(id)).toHaveLength(1);
});

test('a time that is moved over midnight as it began lets nobody in a second time minutes later', async () => {
  await people(2);
  const daily = (time: string) => goingTo(tag, { time, repeat: 'daily' });
  const lateMs = Date.parse('2026-11-24T22:55:00Z'); // 23:55 in Copenhagen
  const { id } = await publishDrawn(database, daily('23:55'), { nowMs: lateMs - HOUR });
  for (const seconds of [0, 1, 2]) await tick(clock, lateMs + seconds * 1_000);
  await publishAgain(id, daily('00:05'), lateMs + 120_000);
  for (const seconds of [0, 1, 2]) await tick(clock, lateMs + 600_000 + seconds * 1_000);
  expect(await told(id)).toEqual([['2026-11-24T23:55', 'done', 2, 2]]);
  for (const seconds of [0, 1, 2]) await tick(clock, lateMs + 600_000 + DAY + seconds * 1_000);
  expect((await told(id))[0]).toEqual(['2026-11-26T00:05', 'done', 2, 2]);
});

test('a campaign whose time passes in a pause does not begin when it is resumed, and is shown as missed at once', async () => {
  await people(3);
  const { id } = await campaign();
  await setJourneyStatus(database, id, 'paused', DUE - HOUR);
  await setJourneyStatus(database, id, 'live', DUE + HOUR);
  for (const seconds of [0, 1, 2]) await tick(clock, DUE + HOUR + seconds * 1_000);
  expect(await listCampaigns(database, id)).toMatchObject([
    { status: 'missed', started: 0, reason: 'Its time passed while the journey was paused' },
  ]);
  expect(await startsOf(id)).toEqual([]);
});

test('by each person’s own clock, resumed the same day, it reaches those for whom its time is still to come', async () => {
  await people(1, { time_zone: 'America/New_York' });
  await people(1, { time_zone: 'Asia/Tokyo' });
  const { id } = await campaign({ clock: 'contact' });
  await setJourneyStatus(database, id, 'paused', DUE - 20 * HOUR);
  const resumedMs = DUE - 4 * HOUR; // 14:00 in Tokyo
  await setJourneyStatus(database, id, 'live', resumedMs);
  for (const seconds of [0, 1, 2]) await tick(clock, resumedMs + seconds * 1_000);
  expect(await listCampaigns(database, id)).toMatchObject([{ status: 'done', started: 1, notStarted: 1 }]);
});

test('a start that was not written down as done is not done twice', async () => {
  await people(4);
  const { id } = await campaign();
  for (let seconds = 0; seconds < 4; seconds++) await tick(clock, DUE + seconds * 1_000);
  // As if the process had died between the start and the note of it.
  await database.kysely
    .updateTable('campaigns')
    .set({ status: 'running' })
    .where('journey_id', '=', id)
    .execute();
  await database.kysely.updateTable('campaign_people').set({ outcome: null }).execute();
  for (let seconds = 4; seconds < 8; seconds++) await tick(clock, DUE + seconds * 1_000);
  expect(await startsOf(id)).toHaveLength(4);
  expect(await listCampaigns(database, id)).toMatchObject([{ status: 'done', started: 4 }]);
});

test('while the journey is paused, or once the campaign is stopped, nobody is started', async () => {
  await people(12);
  const { id } = await campaign();
  await tick(clock, DUE);
  await tick(clock, DUE + 1_000);
  await setJourneyStatus(database, id, 'paused', DUE + 1_500);
  const before = (await startsOf(id)).length;
  await tick(clock, DUE + 2_000);
  expect((await startsOf(id)).length).toBe(before);
  await setJourneyStatus(database, id, 'live', DUE + 2_500);
  await tick(clock, DUE + 3_000);
  const after = (await startsOf(id)).length;
  expect(after).toBeGreaterThan(before);
  const [row] = await listCampaigns(database, id);
  expect(await stopCampaign(database, row!.id, DUE + 3_500)).toBe(true);
  await tick(clock, DUE + 4_000);
  expect((await startsOf(id)).length).toBe(after);
});

test('a journey whose time can’t be reckoned holds up no other, and is told of once', async () => {
  await people(1);
  const broken = await campaign({ time: '09:59' });
  const well = await campaign();
  await database.pool.query(
    `update plans set plan = jsonb_set(plan, '{nodes,start,config,date}', '"2026-02-30"') where hash = $1`,
    [broken.planHash],
  );
  const told: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => told.push(line) });
  const apart = keepApart(logger);
  for (let seconds = 0; seconds < 3; seconds++)
    await tick({ ...clock, logger }, DUE + seconds * 1_000, { apart });
  expect(await listCampaigns(database, well.id)).toMatchObject([{ status: 'done', started: 1 }]);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(broken.id);
});

test('a campaign whose time passed before it could begin is written down as missed, and never begins', async () => {
  await people(2);
  const late = await campaign({ repeat: 'daily' });
  await tick(clock, DUE + 7 * HOUR);
  const missed = {
    status: 'missed',
    occurrence: '2026-11-24T10:00',
    reason: 'Nothing was running that could begin it within 6 hours of its time',
  };
  expect(await listCampaigns(database, late.id)).toMatchObject([missed]);
  await setJourneyStatus(database, late.id, 'paused', DUE + 8 * HOUR);
  await setJourneyStatus(database, late.id, 'live', DUE + 40 * HOUR);
  await tick(clock, DUE + 40 * HOUR);
  expect(await listCampaigns(database, late.id)).toMatchObject([
    {
      status: 'missed',
      occurrence: '2026-11-25T10:00',
      reason: 'Its time passed while the journey was paused',
    },
    missed,
  ]);
  expect(await startsOf(late.id)).toEqual([]);
});

test('a campaign whose time passed before it was published does not begin', async () => {
  await people(2);
  const past = await campaign({ date: '2026-11-23', time: '08:30' });
  await tick(clock, PUBLISHED + HOUR);
  expect(await listCampaigns(database, past.id)).toEqual([]);
});

test('by each person’s own clock it begins with the first of them, and says the time to wait for', async () => {
  await people(1);
  const { id } = await campaign({ clock: 'contact' });
  const firstMs = Date.parse('2026-11-23T20:00:00Z'); // 10:00 on the 24th at UTC+14
  for (let seconds = 0; seconds < 3; seconds++) await tick(clock, firstMs + seconds * 1_000);
  expect(
    await database.kysely.selectFrom('runs').select('id').where('journey_id', '=', id).execute(),
  ).toHaveLength(1);
});

test('by each person’s own clock, published the same day, it reaches those for whom its time is still to come', async () => {
  await people(1, { time_zone: 'America/New_York' });
  await people(1, { time_zone: 'Asia/Tokyo' });
  const { id } = await campaign({ clock: 'contact', date: '2026-11-23', time: '11:00' });
  for (let seconds = 0; seconds < 3; seconds++) await tick(clock, PUBLISHED + seconds * 1_000);
  const [row] = await listCampaigns(database, id);
  expect(row).toMatchObject({ status: 'done', started: 1, notStarted: 1 });
  const { reason } = await database.kysely
    .selectFrom('campaign_people')
    .select('reason')
    .where('campaign_id', '=', row!.id)
    .where('outcome', '=', 'not-started')
    .executeTakeFirstOrThrow();
  expect(reason).toBe('By this person’s own clock its time was over before it could begin');
});

test('a campaign under way stops with its journey, and does not come back with it', async () => {
  for (const status of ['ended', 'archived'] as const) {
    await people(12);
    const { id } = await campaign();
    await tick(clock, DUE);
    await tick(clock, DUE + 1_000);
    const before = (await startsOf(id)).length;
    await setJourneyStatus(database, id, status, DUE + 1_500);
    const reason = status === 'ended' ? 'The journey was ended' : 'The journey was deleted';
    expect(await listCampaigns(database, id)).toMatchObject([{ status: 'stopped', reason }]);
    await setJourneyStatus(database, id, 'live', DUE + 2_000);
    await tick(clock, DUE + 3_000);
    expect((await startsOf(id)).length).toBe(before);
    await setJourneyStatus(database, id, 'archived', DUE + 4_000);
  }
});

test('a campaign under way stops when a version goes live that is no campaign, and goes on in one that is', async () => {
  const publish = (id: string, start: Parameters<typeof drawn>[0][string]) => {
    const graph = drawn({ start: { ...start, next: { next: 'end' } }, end: { type: 'exit' } });
    return publishAgain(id, graph, DUE + 1_500);
  };
  await people(12);
  const { id } = await campaign();
  await tick(clock, DUE);
  await tick(clock, DUE + 1_000);
  const config = { audience: { where: ours() }, date: '2026-11-24', time: '10:00', repeat: 'daily' };
  await publish(id, { type: 'schedule-trigger', config });
  expect(await listCampaigns(database, id)).toMatchObject([{ status: 'running' }]);
  await publish(id, { type: 'manual-trigger' });
  expect(await listCampaigns(database, id)).toMatchObject([
    { status: 'stopped', reason: 'The journey begins in another way now' },
  ]);
});

test('who is not let in says why, and stays so when a second clock asks again', async () => {
  const reasonOf = async (settings: Parameters<typeof drawn>[1], again = false) => {
    const graph = drawn(
      {
        start: {
          type: 'schedule-trigger',
          config: { audience: { where: ours() }, date: '2026-11-24', time: '10:00' },
          next: { next: 'end' },
        },
        end: { type: 'exit' },
      },
      settings,
    );
    const { id } = await publishDrawn(database, graph, { nowMs: PUBLISHED });
    if (again) await startJourney(database, { journeyId: id, ...whom }, { nowMs: PUBLISHED });
    for (let seconds = 0; seconds < 3; seconds++) await tick(clock, DUE + seconds * 1_000);
    // As if a second clock had chosen the same people.
    await database.kysely.updateTable('campaign_people').set({ outcome: null }).execute();
    await database.kysely.updateTable('campaigns').set({ status: 'running' }).execute();
    for (let seconds = 3; seconds < 6; seconds++) await tick(clock, DUE + seconds * 1_000);
    const [row] = await listCampaigns(database, id);
    expect(row).toMatchObject({ started: 0, notStarted: 1 });
    const { reason } = await database.kysely
      .selectFrom('campaign_people')
      .select('reason')
      .where('campaign_id', '=', row!.id)
      .executeTakeFirstOrThrow();
    await setJourneyStatus(database, id, 'archived', DUE + 6_000);
    return reason;
  };
  const [one] = await people(1);
  const whom = { contactId: one!.contactId!, properties: {}, key: 'before' };
  const notMeant = { source: 'contact' as const, path: 'group', op: 'equals' as const, value: 'nobody' };
  expect(await reasonOf({ entryFilter: { match: 'all', rules: [notMeant] } })).toBe(
    'The journey is not meant for this person',
  );
  expect(await reasonOf({ startsAt: '2027-01-01T00:00:00Z' })).toBe(
    'The journey had not begun to take people in',
  );
  expect(await reasonOf({ endsAt: '2026-11-24T08:00:00Z' })).toBe('The journey no longer took people in');
  expect(await reasonOf({ reentry: { kind: 'after-days', days: 30 } }, true)).toBe(
    'The person was in it already',
  );
});

test('a birthday starts its person once, whatever the year, and nobody else', async () => {
  await people(1, { birthday: '1990-11-24' });
  await people(1, { birthday: '1990-11-27' });
  await people(1, { birthday: 'unknown' });
  const { id } = await campaign({ field: 'birthday' }, 'date-trigger');
  await tick(clock, DUE);
  await tick(clock, DUE + HOUR);
  expect(await startsOf(id)).toHaveLength(1);
});

test('a journey on people’s dates that goes live minutes before the hour lets in whose hour it is at once', async () => {
  await people(1, { name_day: '1990-11-24' });
  const looked = new Set<string>();
  await tick(clock, DUE, { dates: false, looked });
  const { id } = await campaign({ field: 'name_day' }, 'date-trigger');
  await tick(clock, DUE, { dates: false, looked });
  expect(await startsOf(id)).toHaveLength(1);
  // Between two looks it is not asked for again.
  await people(1, { name_day: '1990-11-24' });
  await tick(clock, DUE, { dates: false, looked });
  expect(await startsOf(id)).toHaveLength(1);
});

test('where that first look fails, it looks again a minute later and not a quarter of an hour later', async () => {
  await people(1, { feast_day: '1990-11-24' });
  const failures: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => failures.push(line) });
  let nowMs = DUE;
  const first = await campaign({ field: 'feast_day' }, 'date-trigger');
  const stop = startClock({ ...clock, logger, nowMs: () => nowMs });
  const soon = { timeout: 10_000 };
  try {
    await expect.poll(() => startsOf(first.id), soon).toHaveLength(1);
    await database.pool.query('alter table runs add constraint none check (false) not valid');
    const { id } = await campaign({ field: 'feast_day' }, 'date-trigger');
    await expect.poll(() => failures.filter((line) => line.includes(id)), soon).toHaveLength(1);
    await database.pool.query('alter table runs drop constraint none');
    nowMs += 61_000;
    await expect.poll(() => startsOf(id), soon).toHaveLength(1);
  } finally {
    await stop();
    await database.pool.query('alter table runs drop constraint if exists none');
  }
});

test('a date that is changed before its hour holds as it is then: nobody is congratulated on the former one', async () => {
  const [moved] = await people(1, { appointment: '2026-11-24' });
  const [stays] = await people(1, { appointment: '2026-11-24' });
  const { id } = await campaign({ field: 'appointment', yearly: false, time: '10:00' }, 'date-trigger');
  await tick(clock, DUE - 3 * HOUR);
  expect(await startsOf(id)).toEqual([]);
  const patch = { attributes: { appointment: '2026-11-26' } };
  await updateContactFields(database, moved!.contactId!, patch, { atMs: DUE - 2 * HOUR });
  await tick(clock, DUE - HOUR / 4);
  await tick(clock, DUE);
  expect(await peopleIn(id)).toEqual([stays!.contactId]);
  await tick(clock, DUE + 48 * HOUR);
  expect(await peopleIn(id)).toEqual([stays!.contactId, moved!.contactId]);
});

test('a birthday whose hour was over before the journey went live, or hours ago, starts nobody', async () => {
  await people(1, { birthday: '1990-11-22' });
  await people(1, { birthday: '1990-11-23' });
  const { id } = await campaign({ field: 'birthday', time: '08:00' }, 'date-trigger');
  await tick(clock, PUBLISHED + 1_000);
  expect(await startsOf(id)).toEqual([]);
  // 08:00 in Copenhagen of the 24th was 13 hours ago.
  await people(1, { birthday: '1990-11-24' });
  await tick(clock, Date.parse('2026-11-24T20:00:00Z'));
  expect(await startsOf(id)).toEqual([]);
  await people(1, { birthday: '1990-11-25' });
  await tick(clock, Date.parse('2026-11-25T10:00:00Z'));
  expect(await startsOf(id)).toHaveLength(1);
});

test('in the evening far west a date is caught up on as long after its hour as anywhere else', async () => {
  await people(1, { member_since: '1990-11-24', time_zone: 'Pacific/Pago_Pago' });
  await people(1, { member_since: '1990-11-24', time_zone: 'America/Los_Angeles' });
  const { id } = await campaign({ field: 'member_since', time: '23:30' }, 'date-trigger');
  const pagoPagoMs = Date.parse('2026-11-25T10:30:00Z');
  await tick(clock, pagoPagoMs + 12 * HOUR + 1_000);
  expect(await startsOf(id)).toEqual([]);
  await tick(clock, pagoPagoMs + 12 * HOUR - 1_000);
  expect(await startsOf(id)).toHaveLength(1);
  await tick(clock, pagoPagoMs + 8 * HOUR);
  expect(await startsOf(id)).toHaveLength(2);
});

test('whose date comes while the journey is paused begins, for the pause to hold and the resume to ask about', async () => {
  const [first] = await people(1, { last_visit: '1990-11-24' });
  const [second] = await people(1, { last_visit: '1990-11-25' });
  const { id } = await campaign({ field: 'last_visit', time: '10:00' }, 'date-trigger');
  await setJourneyStatus(database, id, 'paused', DUE - HOUR);
  await tick(clock, DUE);
  expect(await peopleIn(id)).toEqual([first!.contactId]);
  await tick(clock, DUE + DAY);
  expect(await peopleIn(id)).toEqual([first!.contactId, second!.contactId]);
  await setJourneyStatus(database, id, 'live', DUE + DAY + HOUR, { due: 'end' });
  await tick(clock, DUE + DAY + HOUR);
  expect(await startsOf(id)).toHaveLength(2);
});

test('an experiment decides itself once enough people have come and one variant is clearly better', async () => {
  const variants = [
    { id: 'a', name: 'Short', share: 50 },
    { id: 'b', name: 'Long', share: 50 },
  ];
  const { id } = await publishDrawn(
    database,
    drawn({
      start: { type: 'manual-trigger', next: { next: 'try' } },
      try: {
        type: 'experiment',
        config: { variants, decide: 'by-rule', atLeast: 20, windowMs: 2 * HOUR },
        next: { a: 'end', b: 'end' },
      },
      end: { type: 'exit' },
    }),
    { nowMs: PUBLISHED },
  );
  const experiment = { journeyId: id, nodeId: 'try' };
  const comes = async (count: number, port: string, orders: number) => {
    for (const [index, { contactId }] of (await people(count)).entries()) {
      const start = { journeyId: id, contactId: contactId!, properties: {}, key: randomUUID() };
      const { runId } = (await startJourney(database, start, { nowMs: PUBLISHED })) as { runId: string };
      const step = {
        seq: 1,
        nodeId: 'try',
        visit: 0,
        enteredAtMs: PUBLISHED,
        leftAtMs: PUBLISHED,
        port,
        reason: null,
      };
      const end = { status: 'ended' as const, outcome: 'completed', wakesAtMs: null, atMs: PUBLISHED };
      await saveCheckpoint(database, { runId, ...end, steps: [step] });
      if (index >= orders) continue;
      await takeEvent(
        database,
        {
          source: 'test',
          messageId: randomUUID(),
          name: 'Order Completed',
          occurredAtMs: PUBLISHED + HOUR,
          contactId: contactId!,
          identities: [],
          properties: {},
          keys: [],
          isHistory: false,
        },
        { nowMs: PUBLISHED + HOUR },
      );
    }
  };
  await comes(15, 'a', 14);
  await comes(20, 'b', 2);
  await tick(clock, DUE);
  expect(await experimentWinner(database, experiment)).toBeNull();
  await comes(5, 'a', 5);
  await tick(clock, PUBLISHED + 1.5 * HOUR);
  expect(await experimentWinner(database, experiment), 'everybody still has time').toBeNull();
  await tick(clock, DUE);
  expect(await experimentWinner(database, experiment)).toBe('a');
});
