import { expect, test } from 'vitest';
import type { HttpRequest, HttpResult } from '../kernel/host.js';
import { context, here, hostWith, play } from '../testing/index.js';
import { activities } from './activities.js';
import { run } from './run.js';

const config = {
  method: 'POST' as const,
  url: 'https://crm.example/{{ contact.id }}',
  headers: [{ name: 'X-Shop', value: '{{ shop }}' }],
  body: '{"a": 1}',
  keep: [
    { name: 'code', path: 'offer.code' },
    { name: 'gone', path: 'offer.__proto__.x' },
  ],
};

async function ask(changes: object, result: HttpResult) {
  const requests: HttpRequest[] = [];
  const host = hostWith({
    render: async (_context, template) => ({ ok: true, text: template.replace(/\{\{.*?\}\}/g, 'x') }),
    request: async (_context, request) => {
      requests.push(request);
      return result;
    },
  });
  const input = { ...config, connection: null, ...changes };
  const answer = await activities.ask!(host, context, input);
  return { answer, requests };
}

test('fields are filled in, and parts of the answer are kept', async () => {
  const body = { offer: { code: 'ANNA-7' } };
  const { answer, requests } = await ask({}, { outcome: 'answered', status: 200, body });
  expect(requests).toEqual([
    { method: 'POST', url: 'https://crm.example/x', headers: { 'X-Shop': 'x' }, body: { a: 1 } },
  ]);
  expect(answer).toEqual({ isAnswered: true, reason: 'Answered 200', kept: { code: 'ANNA-7', gone: null } });
});

test('a part that is too large for a variable is not kept, and the page says so', async () => {
  const body = { code: 'A', page: 'x'.repeat(10_000) };
  const keep = [
    { name: 'code', path: 'code' },
    { name: 'page', path: 'page' },
    { name: 'all', path: '' },
  ];
  const { answer } = await ask({ keep }, { outcome: 'answered', status: 200, body });
  expect(answer).toEqual({
    isAnswered: true,
    reason: 'Answered 200. Too large to keep: page, all',
    kept: { code: 'A', page: null, all: null },
  });
});

test('what is no JSON asks nobody, and what is refused says why', async () => {
  const refusal: HttpResult = { outcome: 'refused', status: 422, body: null, reason: 'No such person' };
  const { answer, requests } = await ask({ body: '{{ broken' }, refusal);
  expect(requests).toEqual([]);
  expect(answer).toMatchObject({ isAnswered: false, reason: expect.stringContaining('no JSON') });
  expect((await ask({}, refusal)).answer).toMatchObject({ isAnswered: false, reason: 'No such person' });
});

test('a person goes on by what came of it', () => {
  const asked = (isAnswered: boolean) =>
    play(run(here(config)), { activity: () => ({ isAnswered, reason: 'r', kept: { code: 'A' } }) });
  expect(asked(true).port).toBe('answered');
  expect(asked(true).effects).toContainEqual({ kind: 'set-vars', vars: { code: 'A' } });
  expect(asked(false).port).toBe('refused');
});
