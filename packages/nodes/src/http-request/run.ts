import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars, type Json } from '../kernel/effects.js';
import type { httpRequest } from './manifest.js';

type Asked = { isAnswered: boolean; reason: string; kept: { [name: string]: Json } };

export const run: RunOf<typeof httpRequest> = function* ({ config }) {
  const { method, url, connection, headers, body, keep } = config;
  const asked = yield* activity<Asked>('ask', {
    method,
    url,
    connection: connection ?? null,
    headers,
    body: body ?? null,
    keep,
  });
  yield* note(asked.reason);
  if (!asked.isAnswered) return 'refused';
  yield* setVars(asked.kept);
  return 'answered';
};
