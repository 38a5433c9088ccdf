import { randomUUID } from 'node:crypto';
import {
  getJourney,
  listSegments,
  openCampaign,
  recountSegments,
  saveSegment,
  saveWaitlistSettings,
  waitlistSettings,
} from '@signalbox/store';
import type { SegmentRule } from '@signalbox/engine/segments';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedFromTemplate, DrawnTemplate, MadeKey, ReplacedDraft } from '../contract/index.js';
import { startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_SECRET: 'a secret of the tests' });
});
afterAll(() => api?.stop());

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sale = (what: string, { people = 'customers', endTime = '20:00' } = {}) => ({
  whom: { people },
  offer: { what, kind: 'none', link: 'https://acme.example/sale' },
  timing: { startDate: dayIn(9), startTime: '09:00', endDate: dayIn(9), endTime },
});

async function made(template: string, answers: object): Promise<CreatedFromTemplate> {
  const created = await api.call('POST', `/api/templates/${template}/create`, { answers });
  expect(created.statusCode, created.body).toBe(201);
  return created.json<CreatedFromTemplate>();
}

async function redrawn(template: string, journeyId: string, answers: object): Promise<CreatedFromTemplate> {
  const answer = await api.call('POST', `/api/templates/${template}/redraw`, { answers, journeyId });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<CreatedFromTemplate>();
}

const publish = async (id: string) => {
  const { revision } = (await getJourney(api.database, id))!;
  const published = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
  expect(published.statusCode, published.body).toBe(201);
};

/** The segment that the draft of a sale begins for. */
async function peopleOf(journeyId: string) {
  const { draft } = (await getJourney(api.database, journeyId))!;
  const trigger = draft.nodes.find(({ type }) => type === 'schedule-trigger')!;
  const { segment } = trigger.data.config.audience as { segment: string };
  return (await listSegments(api.database, segment))[0]!;
}
const segmentsNamed = async (part: string) =>
  (await listSegments(api.database)).filter(({ name }) => name.includes(part));

// Before any other campaign is live, which would draw on the same allowance.
test('what is drawn anew takes no texts from itself, whichever of its journeys was opened', async () => {
  const tell = async (kind: 'identify' | 'track', said: object) => {
    const authorization = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`;
    const payload = { userId: 'vip', messageId: randomUUID(), ...said };
    const taken = await api.app.inject({
      ...{ method: 'POST', url: `/v1/${kind}`, payload },
      headers: { authorization },
    });
    expect(taken.statusCode).toBe(200);
  };
  await tell('identify', { traits: { firstName: 'Ida', phone: '+4520123470', country: 'DK' } });
  await tell('track', { event: 'SMS Subscribed', properties: { purpose: 'marketing' } });
  const order = { order_id: 'o1', total: 100, currency: 'DKK' };
  await tell('track', { event: 'Order Completed', properties: order });
  expect((await api.call('PUT', '/api/settings/urgency', { count: 1, days: 30 })).statusCode).toBeLessThan(
    300,
  );
  const answers = {
    whom: { minOrders: 1 },
    offer: { what: 'Drop 40', kind: 'none', link: 'https://acme.example/drop' },
    timing: { launchDate: dayIn(20) },
  };
  const { journeyId, journeys } = await made('vip-early-access', answers);
  await publish(journeyId);
  while (await recountSegments(api.database, Date.now()));
  const takes = async (opened?: string) =>
    (await api.call('POST', '/api/templates/vip-early-access/draw', { answers, journeyId: opened }))
      .json<DrawnTemplate>()
      .notes.filter((note) => note.includes('takes from a later one'));
  expect(await takes()).toEqual([expect.stringContaining('Drop 40: VIP')]);
  for (const { id } of journeys) expect(await takes(id)).toEqual([]);
});

test('a sale that is live goes to the people whom it was published for until other ones are published', async () => {
  const { journeyId } = await made('flash-sale', sale('scarves'));
  const before = await peopleOf(journeyId);
  await publish(journeyId);
  await redrawn('flash-sale', journeyId, sale('scarves', { people: 'everyone' }));
  const [live] = await listSegments(api.database, before.id);
  expect(live).toEqual(before);
  const own = await peopleOf(journeyId);
  expect(own.id).not.toBe(before.id);
  expect(own.name).toBe('Flash sale: scarves (2)');
  // What is only a draft's own is written over, by the name that it has.
  await redrawn('flash-sale', journeyId, sale('scarves', { people: 'active' }));
  expect(await peopleOf(journeyId)).toMatchObject({ id: own.id, name: own.name });
  expect(await segmentsNamed('scarves')).toHaveLength(2);
});

test('a later end leaves a segment as somebody changed it by hand, and other people get one of their own', async () => {
  const { journeyId } = await made('flash-sale', sale('gloves'));
  const { id, name, rule } = await peopleOf(journeyId);
  const conditions = [...rule.root.conditions, { kind: 'tag', op: 'has-not', tag: 'staff' } as const];
  const byHand: SegmentRule = { ...rule, root: { ...rule.root, conditions } };
  await saveSegment(api.database, { id, name, rule: byHand }, Date.now());
  await redrawn('flash-sale', journeyId, sale('gloves', { endTime: '21:00' }));
  expect(await peopleOf(journeyId)).toMatchObject({ id, name, rule: byHand });
  await redrawn('flash-sale', journeyId, sale('gloves', { people: 'everyone' }));
  expect((await peopleOf(journeyId)).id).not.toBe(id);
  expect((await listSegments(api.database, id))[0]!.rule).toEqual(byHand);
});

test('a segment that another journey or segment asks for keeps its people when one is drawn anew', async () => {
  const [first, second] = [await made('flash-sale', sale('caps')), await made('flash-sale', sale('belts'))];
  const [caps, belts] = [await peopleOf(first.journeyId), await peopleOf(second.journeyId)];
  const { draft, revision } = (await getJourney(api.database, second.journeyId))!;
  const graph = JSON.parse(JSON.stringify(draft).replaceAll(belts.id, caps.id)) as object;
  await api.call('PUT', `/api/journeys/${second.journeyId}/draft`, { revision, graph });
  await redrawn('flash-sale', first.journeyId, sale('caps', { people: 'everyone' }));
  expect((await listSegments(api.database, caps.id))[0]).toEqual(caps);

  const rule: SegmentRule = {
    version: 2,
    root: { kind: 'group', match: 'all', conditions: [{ kind: 'segment', op: 'in', segment: belts.id }] },
  };
  await saveSegment(api.database, { name: 'Of those', rule }, Date.now());
  const again = (await peopleOf(second.journeyId)).id;
  expect(again).toBe(caps.id);
  await redrawn('flash-sale', second.journeyId, sale('belts', { people: 'everyone' }));
  expect((await listSegments(api.database, belts.id))[0]).toEqual(belts);
});

test('a draft that was changed by hand is kept as it was when it is drawn anew, with its people, and one that was not is not', async () => {
  const { journeyId } = await made('flash-sale', sale('hats'));
  const kept = async () =>
    (await api.call('GET', `/api/journeys/${journeyId}/replaced-drafts`)).json<{ drafts: ReplacedDraft[] }>()
      .drafts;
  const first = await redrawn('flash-sale', journeyId, sale('hats', { endTime: '21:00' }));
  expect(first.journeys[0]!.kept).toBeNull();
  expect(await kept()).toEqual([]);

  const people = await peopleOf(journeyId);
  const { draft, revision } = (await getJourney(api.database, journeyId))!;
  const nodes = draft.nodes.map((node, index) =>
    index === 1 ? { ...node, data: { ...node.data, name: 'By hand' } } : node,
  );
  const graph = { ...draft, nodes };
  const edited = await api.call('PUT', `/api/journeys/${journeyId}/draft`, { revision, graph });
  expect(edited.statusCode, edited.body).toBe(200);
  const again = await redrawn('flash-sale', journeyId, sale('hats', { people: 'everyone' }));
  expect(JSON.stringify((await getJourney(api.database, journeyId))!.draft)).not.toContain('By hand');
  expect(again.journeys[0]!.kept).toBe(revision + 1);
  expect(await kept()).toEqual([expect.objectContaining({ revision: revision + 1, graph })]);
  expect((await listSegments(api.database, people.id))[0]).toEqual(people);
  expect((await peopleOf(journeyId)).id).not.toBe(people.id);
});

test('a copy is drawn anew by itself: the original, its segments and what was made with it stay', async () => {
  const vip = (what: string) => ({
    offer: { what, kind: 'none', link: 'https://acme.example/drop' },
    timing: { launchDate: dayIn(20) },
  });
  const original = await made('vip-early-access', vip('Drop 20'));
  const drafts = () =>
    Promise.all(original.journeys.map(async ({ id }) => (await getJourney(api.database, id))!.draft));
  const [before, segments] = [await drafts(), await segmentsNamed('Drop 20')];
  const copyOf = async (index: number) =>
    (await api.call('POST', '/api/journeys', { name: `Copy ${index}`, graph: before[index] })).json<{
      id: string;
    }>().id;
  const copy = await copyOf(0);
  const anew = await redrawn('vip-early-access', copy, vip('Drop 21'));
  expect(anew.journeys).toHaveLength(original.journeys.length);
  expect(anew.journeys[0]).toEqual({ id: copy, name: 'Copy 0', kept: null });
  const ids = original.journeys.map(({ id }) => id);
  expect(anew.journeys.filter(({ id }) => ids.includes(id))).toEqual([]);
  expect(await drafts()).toEqual(before);
  expect(await segmentsNamed('Drop 20')).toEqual(segments);
  // By itself what came with another is no drawing.
  expect((await getJourney(api.database, await copyOf(1)))!.draft).not.toHaveProperty('drawnBy');
});

test('what comes in as a file is drawn anew together with what came in beside it', async () => {
  const { journeys } = await made('vip-early-access', {
    offer: { what: 'Drop 30', kind: 'none', link: 'https://acme.example/drop' },
    timing: { launchDate: dayIn(20) },
  });
  const graphs = await Promise.all(
    journeys.map(async ({ id }) => (await getJourney(api.database, id))!.draft),
  );
  for (const { id } of journeys) await api.call('DELETE', `/api/journeys/${id}`);
  for (const graph of graphs) {
    const { id } = (await api.call('POST', '/api/journeys', { name: 'Again', graph })).json<{ id: string }>();
    expect((await getJourney(api.database, id))!.draft).toEqual(graph);
  }
});

test('the rules of waitlists follow other answers only of who may change them, and what was set by hand since stays', async () => {
  const restock = (perPiece: number, sender = {}) => ({ timing: { perPiece }, sender });
  const { journeyId } = await made('back-in-stock', restock(3));
  const settings = async () => (await waitlistSettings(api.database.kysely)).rate;
  expect(await settings()).toBe(3);
  await saveWaitlistSettings(api.database, { ...(await waitlistSettings(api.database.kysely)), rate: 7 });
  await redrawn('back-in-stock', journeyId, restock(3, { language: 'da' }));
  expect(await settings()).toBe(7);

  const { key } = (
    await api.call('POST', '/api/keys', { name: 'Journeys', kind: 'api', role: 'editor' })
  ).json<MadeKey>();
  const asEditor = (way: string) =>
    api.app.inject({
      ...{ method: 'POST', url: `/api/templates/back-in-stock/${way}` },
      headers: { authorization: `Bearer ${key}` },
      payload: { answers: restock(5), journeyId },
    });
  const drawn = await asEditor('draw');
  expect(drawn.json<DrawnTemplate>().notes).toContainEqual(
    expect.stringMatching(/^How the rounds of waitlists go stays as it is/),
  );
  expect((await asEditor('redraw')).statusCode).toBe(200);
  expect(await settings()).toBe(7);
  const notes = (
    await api.call('POST', '/api/templates/back-in-stock/draw', { answers: restock(5), journeyId })
  ).json<DrawnTemplate>().notes;
  expect(notes).toContainEqual(expect.stringMatching(/^How the rounds of waitlists go changes at once/));
  await redrawn('back-in-stock', journeyId, restock(5));
  expect(await settings()).toBe(5);
});

test('a segment of a drawing can be deleted once no step asks for it', async () => {
  const { journeyId } = await made('flash-sale', sale('socks'));
  const { id } = await peopleOf(journeyId);
  const remove = async () => (await api.call('DELETE', `/api/segments/${id}`)).statusCode;
  expect(await remove()).toBe(409);
  const { draft, revision } = (await getJourney(api.database, journeyId))!;
  const graph = { ...draft, nodes: [], edges: [] };
  await api.call('PUT', `/api/journeys/${journeyId}/draft`, { revision, graph });
  expect(await remove()).toBe(204);
});

test('a sale that nobody published in time is still to begin when drawn anew, and one that has begun goes on as it began', async () => {
  const nowMs = Date.now();
  const hour = 3_600_000;
  const local = (ms: number) => {
    const [date, time] = new Date(ms).toISOString().split('T');
    return { date: date!, time: time!.slice(0, 5) };
  };
  let clock = nowMs;
  const late = await startTestApi({ SIGNALBOX_TIME_ZONE: 'UTC' }, { nowMs: () => clock });
  try {
    const start = local(nowMs + hour);
    const timing = { startDate: start.date, startTime: start.time, endDate: local(nowMs + 90 * hour).date };
    const answers = { offer: { what: 'shoes', kind: 'none' }, timing };
    const begins = async (id: string) => {
      const payload = { answers, journeyId: id };
      expect((await late.call('POST', '/api/templates/flash-sale/redraw', payload)).statusCode).toBe(200);
      const { draft } = (await getJourney(late.database, id))!;
      const { date, time } = draft.nodes.find(({ type }) => type === 'schedule-trigger')!.data.config;
      return { date, time };
    };
    const ids = [];
    for (let made = 0; made < 4; made += 1)
      ids.push(
        (await late.call('POST', '/api/templates/flash-sale/create', { answers })).json<CreatedFromTemplate>()
          .journeyId,
      );
    const [published, draft, ended, stopped] = ids as [string, string, string, string];
    for (const id of [published, ended, stopped]) {
      const live = await late.call('POST', `/api/journeys/${id}/publish`, { revision: 1 });
      expect(live.statusCode, live.body).toBe(201);
    }
    const end = (id: string) => late.call('POST', `/api/journeys/${id}/end`, { inside: 'end' });
    await end(ended);
    const dueMs = Date.parse(`${start.date}T${start.time}Z`);
    const occurrence = `${start.date}T${start.time}`;
    await openCampaign(late.database, { journeyId: stopped, version: 1, occurrence, dueMs }, dueMs);
    await late.database.pool.query(
      `with told as (insert into contacts (id, created_at, updated_at) values (gen_random_uuid(), now(), now()) returning id)
        insert into campaign_people (campaign_id, contact_id, outcome)
        select campaigns.id, told.id, 'started' from campaigns, told where journey_id = $1`,
      [stopped],
    );
    await end(stopped);
    clock = nowMs + 2 * hour;
    expect(await begins(published)).toEqual(start);
    // Somebody ended it before its time: nobody was told. The other was ended on its way.
    expect(await begins(ended)).not.toEqual(start);
    expect(await begins(stopped)).toEqual(start);
    const shifted = await begins(draft);
    expect(shifted).not.toEqual(start);
    clock += 300_000;
    expect(await begins(draft)).toEqual(shifted);
    expect(await begins(published)).toEqual(start);
  } finally {
    await late.stop();
  }
});
