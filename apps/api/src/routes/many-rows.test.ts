import type { Database } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';
import { fillManyRows, type ManyRows } from '../testing-many-rows.js';

/** `npm run test:long` takes very many. */
const PEOPLE = Number(process.env.SIGNALBOX_MANY_PEOPLE ?? 30_000);
const MANY = 200_000;
/** Of few rows the whole table is read sooner than an index; it is the many that are meant. */
const WHAT_PAYS_FOR_FEW = ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan'];
/** More rows than this no list may read of a table: the newest 20,000 texts are searched for words. */
const MOST_READ = 25_000;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}
interface Statement {
  'Query Text': string;
  Plan: Plan;
}

let api: TestApi;
let shop: ManyRows;
let asked: Statement[] = [];

beforeAll(async () => {
  api = await startTestApi();
  shop = await fillManyRows(api.database, PEOPLE, Date.now());
  await listenToPlans(api.database);
  console.log(
    `${PEOPLE} people, ${PEOPLE * 3} events, ${PEOPLE} texts and ${PEOPLE} runs: at most ${MOST_READ} rows read of a table`,
  );
}, 1_200_000);
afterAll(() => api.stop());

/** Lets PostgreSQL say of each statement how it went about it, and how many rows that took. */
async function listenToPlans({ pool, url }: Database): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_analyze = on',
    'auto_explain.log_timing = off',
    'auto_explain.log_format = json',
    'auto_explain.log_nested_statements = on',
    'auto_explain.log_level = notice',
    ...(PEOPLE < MANY ? WHAT_PAYS_FOR_FEW.map((way) => `enable_${way} = off`) : []),
  ])
    await pool.query(`alter database ${name} set ${setting}`);
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const plan = message?.indexOf('plan:');
      if (message && plan && plan > 0) asked.push(JSON.parse(message.slice(plan + 5)) as Statement);
    });
  });
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {});
  // What the pool still holds of those connections breaks here, and not in a test.
  const connections = Array.from({ length: 10 }, () => pool.query('select 1').catch(() => {}));
  await Promise.all(connections);
}

function* scansOf(plan: Plan): Generator<{ by: string; rows: number }> {
  if (plan['Relation Name']) {
    const rows =
      plan['Actual Rows'] +
      (plan['Rows Removed by Filter'] ?? 0) +
      (plan['Rows Removed by Index Recheck'] ?? 0);
    yield {
      by: `${plan['Node Type']} of ${plan['Relation Name']}`,
      rows: Math.round(rows * plan['Actual Loops']),
    };
  }
  for (const inner of plan.Plans ?? []) yield* scansOf(inner);
}

/** What a request reads of each table, in rows, by how. */
async function readsOf(url: string): Promise<{ url: string; by: string; rows: number }[]> {
  asked = [];
  const answer = await api.call('GET', url);
  expect(answer.statusCode, `${url}: ${answer.body}`).toBe(200);
  expect(asked.length, url).toBeGreaterThan(1);
  return asked
    .flatMap(({ Plan }) => [...scansOf(Plan)])
    .filter(({ rows }) => rows > MOST_READ)
    .map((scan) => ({ url, ...scan }));
}

const reads = async (urls: string[]) => {
  const found = [];
  for (const url of urls) found.push(...(await readsOf(url)));
  return found;
};

/** The page after the first. */
async function nextPage(url: string): Promise<string> {
  const { nextCursor } = (await api.call('GET', url)).json() as { nextCursor: string };
  return `${url}${url.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`;
}

const each = (path: string, queries: string[]) => queries.map((query) => `${path}?${query}`);

test('a list reads about a page, whatever it is asked for', async () => {
  const { journeyId, segmentId, contactId, runId } = shop;
  const runs = `/api/journeys/${journeyId}/runs`;
  const members = `/api/segments/${segmentId}/members`;
  const person = `/api/contacts/${contactId}`;
  expect(
    await reads([
      await nextPage('/api/contacts?country=SE'),
      ...each('/api/contacts', [
        'search=anna',
        'search=anna%20name77',
        'search=%2B45%2020%2000%2000%2077',
        'search=person17%40example.com',
        'search=nobody',
        'tag=vip',
        'tag=none',
        'country=ZZ',
        `segment=${segmentId}`,
        'consent=granted',
        'consent=denied',
        'consent=stopped',
        'lastOrder=within-30',
      ]),
      person,
      `${person}/timeline`,
      `${person}/relationship`,
      `${person}/conversation`,
      `${person}/why-not?journey=${journeyId}`,
      '/api/events',
      ...each('/api/events', [
        'name=Order%20Completed',
        'name=Nothing',
        'before=e0000000-0000-7000-8000-000000000100',
      ]),
      '/api/event-names',
      members,
      await nextPage(members),
      '/api/segment-choices',
      '/api/messages',
      await nextPage('/api/messages'),
      ...each('/api/messages', [
        'state=not-sent',
        'state=planned,held,sending',
        'state=unknown',
        'state=not-sent&reason=no-consent',
        'days=7',
        `journey=${journeyId}&node=text`,
        'search=parcel',
        'search=nothing%20at%20all',
        'search=Anna%20Name77',
        'search=20%2000%2000%2077',
      ]),
      '/api/messages/not-sent',
      '/api/messages/not-sent?days=30',
      '/api/search/texts?words=nothing%20at%20all',
      '/api/conversations',
      '/api/reply-reviews',
      '/api/coupon-pools/welcome/given',
      '/api/waitlists/line?shop=shopify%2Fa&variantId=v1',
      runs,
      await nextPage(runs),
      ...each(runs, ['status=waiting', 'status=stuck', 'node=wait&port=waiting', 'node=gone']),
      `/api/runs/${runId}`,
      '/api/first-steps',
      '/api/go-live',
      '/api/changes',
    ]),
  ).toEqual([]);
}, 300_000);

test('a page of what happened to one person reads about a page, however much that is', async () => {
  const busy = `/api/contacts/${shop.busyId}`;
  expect(
    await reads([
      busy,
      `${busy}/timeline`,
      await nextPage(`${busy}/timeline`),
      ...each(`${busy}/timeline`, ['kinds=event', 'kinds=text', 'kinds=change']),
      `${busy}/why-not?journey=${shop.journeyId}`,
    ]),
  ).toEqual([]);
}, 300_000);

// Of very many, in memory, PostgreSQL may find the whole table cheaper: that there is such an index is what is held here.
test.skipIf(PEOPLE >= MANY)('what is counted whole is counted by an index alone', async () => {
  const found = await reads([
    '/api/home',
    '/api/journeys',
    '/api/contacts',
    await nextPage('/api/contacts'),
    '/api/segments',
    `/api/segments/${shop.segmentId}`,
    '/api/coupon-pools',
    '/api/waitlists',
  ]);
  expect(found.filter(({ by }) => !by.startsWith('Index Only Scan'))).toEqual([]);
});

test('each page begins after the last one, even where many rows share an instant', async () => {
  await api.database.pool.query("update runs set started_at = date_trunc('second', now())");
  const url = `/api/journeys/${shop.journeyId}/runs?status=waiting`;
  const page = async (at: string) => (await api.call('GET', at)).json() as { runs: { id: string }[] };
  const first = await page(url);
  const second = await page(await nextPage(url));
  expect(new Set([...first.runs, ...second.runs].map(({ id }) => id)).size).toBe(100);
});
