import type { HttpRequest, HttpResult } from '@signalbox/nodes/kernel';
import { context, here, hostWith, play } from '@signalbox/nodes/testing';
import { expect, test } from 'vitest';
import { activities } from './activities.js';
import { migrate } from './migrate.js';
import { run } from './run.js';

const config = { connection: 'c1', list: 'news', email: '{{ contact.email }}', confirm: 'ask' as const };

test('whom the service refuses goes another way, and the reason is told', () => {
  const { effects, port } = play(run(here(config)), {
    activity: () => ({ isAdded: false, reason: 'The service answered 422: unknown list' }),
  });
  expect(port).toBe('failed');
  expect(effects.at(-1)).toEqual({ kind: 'note', reason: 'The service answered 422: unknown list' });
});

test('a second try after a crash has the same idempotency key', async () => {
  const requests: HttpRequest[] = [];
  const host = hostWith({
    render: async () => ({ ok: true, text: 'anna@example.com' }),
    request: async (_context, request): Promise<HttpResult> => {
      requests.push(request);
      return { outcome: 'answered', status: 201, body: null };
    },
  });
  const input = { connection: 'c1', list: 'news', email: '{{ contact.email }}', confirm: true };
  await activities.add!(host, context, input);
  await activities.add!(host, context, input);
  expect(requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['run/node/0', 'run/node/0']);
});

test('a step of the first version keeps its list', () => {
  expect(migrate({ connection: 'c1', listId: 'news', doubleOptIn: false }, 1)).toEqual({
    connection: 'c1',
    list: 'news',
    email: '{{ contact.email }}',
    confirm: 'no',
  });
});
