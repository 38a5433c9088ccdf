import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const node = (id: string, type: string, config: object) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version: 1, config },
});

/** What the server says of a journey of these steps in a row, and how long it took to say so. */
async function said(...steps: [type: string, config: object][]) {
  const nodes = steps.map(([type, config], index) => node(`n${index}`, type, config));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `e${index}`,
    source: `n${index}`,
    sourceHandle: steps[index]![0] === 'send-sms' ? 'sent' : 'next',
    target: id,
  }));
  const request = (url: string, payload: object) =>
    api.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${API_KEY}` } });
  const graph = { schemaVersion: 1, nodes, edges };
  const { id } = (await request('/api/journeys', { name: 'Checked', graph })).json() as { id: string };
  const startedAt = performance.now();
  const response = await request(`/api/journeys/${id}/validate`, { graph });
  const { diagnostics } = response.json() as { diagnostics: { code: string; nodeId?: string }[] };
  return {
    found: diagnostics.map(({ code, nodeId }) => [code, nodeId]),
    tookMs: performance.now() - startedAt,
  };
}

const text = (words: string): [string, object] => ['send-sms', { text: words, purpose: 'transactional' }];
const manual: [string, object] = ['manual-trigger', {}];

test('a text that could never be filled in is no text to publish', async () => {
  const { found } = await said(manual, text('{{ event.total | nofilter }}'), text('{% if %}'));
  expect(found).toContainEqual(['liquid-wrong', 'n1']);
  expect(found).toContainEqual(['liquid-wrong', 'n2']);
});

test('a hundred texts that would go on for ever hold nobody up for long', async () => {
  const endless = '{% for i in (1..900000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}';
  const { found, tookMs } = await said(manual, ...Array.from({ length: 100 }, () => text(endless)));
  expect(found.filter(([code]) => code === 'liquid-wrong').length).toBeGreaterThan(0);
  expect(tookMs).toBeLessThan(5_000);
});

test('a word that means STOP in any of our languages starts no journey', async () => {
  const { found } = await said(['keyword-trigger', { keywords: ['Afmeld'] }], ['exit', {}]);
  expect(found).toContainEqual(['keyword-taken', 'n0']);
});

test('a keyword that starts another journey, too, is told until that one has ended, and never to itself', async () => {
  const welcome = { keywords: ['Velkommen', 'HEJ'] };
  const nodes = [node('n0', 'keyword-trigger', welcome), node('n1', 'exit', {})];
  const edges = [{ id: 'e', source: 'n0', sourceHandle: 'next', target: 'n1' }];
  const graph = { schemaVersion: 1, nodes, edges };
  const { id, revision } = (await api.call('POST', '/api/journeys', { name: 'Welcome', graph })).json();
  const shared = async (...words: string[]) =>
    (await said(['keyword-trigger', { keywords: words }], ['exit', {}])).found.map(([code]) => code);
  expect(await shared('hej')).not.toContain('keyword-shared');
  await api.call('POST', `/api/journeys/${id}/publish`, { revision });
  expect(await shared('hej')).toContain('keyword-shared');
  expect(await shared('hello')).not.toContain('keyword-shared');
  const own = (await api.call('POST', `/api/journeys/${id}/validate`, { graph })).json();
  expect(own.diagnostics).toEqual([]);
  await api.call('POST', `/api/journeys/${id}/end`, { inside: 'end' });
  expect(await shared('hej')).not.toContain('keyword-shared');
});

test('a segment, a journey and a pool of codes that are not there are told', async () => {
  const { found } = await said(
    ['segment-trigger', { segment: 'gone' }],
    ['start-journey', { journey: '00000000-0000-4000-8000-000000000000' }],
    ['issue-coupon', { pool: 'gone', saveAs: 'code' }],
  );
  expect(found.filter(([code]) => code === 'not-there')).toEqual([
    ['not-there', 'n0'],
    ['not-there', 'n1'],
    ['not-there', 'n2'],
  ]);
});

test('a pool with no codes left is told at the text that gives them, until there are some', async () => {
  const call = (method: 'PUT' | 'POST', url: string, payload: object) =>
    api.app.inject({ method, url, payload, headers: { authorization: `Bearer ${API_KEY}` } });
  const gives: [string, object] = ['send-sms', { text: 'Your code', purpose: 'marketing', coupon: 'spring' }];
  const empty = async () => (await said(manual, gives)).found.filter(([code]) => code === 'no-codes-left');
  await call('PUT', '/api/coupon-pools/spring', {
    kind: 'list',
    offer: { kind: 'percent', percent: 10 },
    ends: { kind: 'never' },
  });
  expect(await empty()).toEqual([['no-codes-left', 'n1']]);
  await call('POST', '/api/coupon-pools/spring/codes', { codes: ['SPRING-1'] });
  expect(await empty()).toEqual([]);
});
