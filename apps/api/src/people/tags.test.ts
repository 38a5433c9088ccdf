import { addPerson } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  BulkPreview,
  ContactDetail,
  PeopleJob,
  Tag,
  TagDetail,
  TimelineEntry,
} from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const tags = async () => (await api.call('GET', '/api/tags')).json<{ tags: Tag[] }>().tags;
const tag = async (name: string) =>
  (await api.call('GET', `/api/tags/${encodeURIComponent(name)}`)).json<TagDetail>();
const tagsOf = async (id: string) =>
  (await api.call('GET', `/api/contacts/${id}`)).json<ContactDetail>().tags;
const rename = (name: string, to: string) => api.call('POST', `/api/tags/${name}/rename`, { to });
const codeOf = (response: { body: string }) => (JSON.parse(response.body) as { code: string }).code;

const segment = (name: string) => ({
  name: `Has ${name}`,
  rule: {
    version: 2,
    root: { kind: 'group', match: 'all', conditions: [{ kind: 'tag', op: 'has', tag: name }] },
  },
});
const journey = (name: string) => ({
  name: `Puts on ${name}`,
  graph: {
    schemaVersion: 1,
    nodes: [
      { id: 'start', type: 'manual-trigger', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
      {
        id: 'tag',
        type: 'tag-contact',
        position: { x: 0, y: 200 },
        data: { version: 1, config: { add: [name], remove: [] } },
      },
    ],
    edges: [{ id: 'a', source: 'start', sourceHandle: 'next', target: 'tag' }],
  },
});

test('a list is made, renamed on everybody who is on it, and deleted with a word in their timelines', async () => {
  expect((await api.call('PUT', '/api/tags/insiders', { isList: true })).statusCode).toBe(204);
  const id = await addPerson(api.database, { firstName: 'Anna', addTags: ['insiders', 'vip'] });
  expect(await tags()).toEqual([
    { name: 'insiders', isList: true, people: 1 },
    { name: 'vip', isList: false, people: 1 },
  ]);
  expect(codeOf(await rename('insiders', 'vip'))).toBe('tag-taken');
  expect((await rename('insiders', 'Friends / family')).statusCode).toBe(200);
  expect(await tagsOf(id)).toEqual(['Friends / family', 'vip']);
  expect(await tag('Friends / family')).toEqual({
    name: 'Friends / family',
    isList: true,
    people: 1,
    usedBy: [],
  });
  expect((await api.call('DELETE', '/api/tags/Friends%20%2F%20family')).statusCode).toBe(204);
  expect(await tagsOf(id)).toEqual(['vip']);
  const { entries } = (await api.call('GET', `/api/contacts/${id}/timeline?kinds=tag`)).json<{
    entries: TimelineEntry[];
  }>();
  expect(entries.map(({ sentence }) => sentence)).toEqual([
    'Lost the tag “Friends / family”',
    'Got the tag “vip”',
    'Got the tag “Friends / family”',
  ]);
  expect(codeOf(await rename('insiders', 'others'))).toBe('not-found');
});

test('what journeys and segments name is neither renamed nor deleted, and says by whom it is named', async () => {
  await api.call('PUT', '/api/tags/loyal', { isList: true });
  const made = await api.call('POST', '/api/segments', segment('Loyal'));
  const drawn = await api.call('POST', '/api/journeys', journey('loyal'));
  expect([made.statusCode, drawn.statusCode]).toEqual([201, 201]);
  expect((await tag('loyal')).usedBy).toMatchObject([
    { kind: 'segment', name: 'Has Loyal' },
    { kind: 'journey', name: 'Puts on loyal' },
  ]);
  for (const refused of [await rename('loyal', 'true'), await api.call('DELETE', '/api/tags/loyal')]) {
    expect(codeOf(refused)).toBe('tag-in-use');
    expect(refused.body).toContain('the journey “Puts on loyal”');
  }
});

test('many people are put on a list that is made by it, and taken off again', async () => {
  const ids = [await addPerson(api.database), await addPerson(api.database)];
  const asked = { action: { kind: 'tag', tag: 'spring guests', isList: true }, choice: { ids } };
  const preview = await api.call('POST', '/api/contacts/bulk', asked);
  expect(preview.json<BulkPreview>()).toMatchObject({ chosen: 2, changes: 2 });
  expect((await tags()).some(({ name }) => name === 'spring guests')).toBe(false);
  const { jobId } = (await api.call('POST', '/api/contacts/bulk', { ...asked, dryRun: false })).json<{
    jobId: string;
  }>();
  const list = async () => (await tags()).find(({ name }) => name === 'spring guests');
  await expect.poll(list).toEqual({ name: 'spring guests', isList: true, people: 2 });
  const job = async () => (await api.call('GET', `/api/people-jobs/${jobId}`)).json<PeopleJob>();
  await expect.poll(job).toMatchObject({ status: 'done', title: 'Put on the list “spring guests”' });
  await api.call('POST', `/api/people-jobs/${jobId}/undo`);
  await expect.poll(list).toMatchObject({ people: 0 });
});

test('a tag that a step had put on, and that is taken off many by mistake, is a step’s again', async () => {
  const ids = [await addPerson(api.database), await addPerson(api.database)];
  const act = async (kind: string) => {
    const asked = { action: { kind, tag: 'sunset' }, choice: { ids }, dryRun: false };
    const { jobId } = (await api.call('POST', '/api/contacts/bulk', asked)).json<{ jobId: string }>();
    const job = async () => (await api.call('GET', `/api/people-jobs/${jobId}`)).json<PeopleJob>();
    await expect.poll(job).toMatchObject({ status: 'done' });
    return jobId;
  };
  await act('tag');
  await api.database.pool.query(`update contact_tags set source = 'step' where contact_id = $1`, [ids[0]]);
  const jobId = await act('untag');
  const sources = async () => {
    const { rows } = await api.database.pool.query<{ source: string }>(
      `select source from contact_tags where tag = 'sunset' and contact_id = any ($1) order by source`,
      [ids],
    );
    return rows.map(({ source }) => source);
  };
  expect(await sources()).toEqual([]);
  await api.call('POST', `/api/people-jobs/${jobId}/undo`);
  await expect.poll(sources).toEqual(['step', 'undo']);
});
