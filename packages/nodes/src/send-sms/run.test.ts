import { expect, test } from 'vitest';
import type { SendTextResult } from '../kernel/host.js';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = {
  text: 'Hej',
  purpose: 'marketing' as const,
  dropAfterMs: 60_000,
  coupon: '',
  shortenLinks: true,
  utmCampaign: '',
};
const send = (...results: SendTextResult[]) =>
  play(run(here(config, 1_000)), { activity: () => results.shift()! });
const held: SendTextResult = { outcome: 'held', untilMs: 9_000, code: 'sending-hours', reason: 'Night' };

test('a text that is held is asked for again at that time, with all checks', () => {
  const { effects, port } = send(held, { outcome: 'sent', messageId: 'm' });
  expect(effects.map(({ kind }) => kind)).toEqual(['activity', 'note', 'sleep-until', 'activity']);
  expect(effects[2]).toEqual({ kind: 'sleep-until', atMs: 9_000 });
  expect(effects[3]).toEqual(effects[0]);
  expect(port).toBe('sent');
});

test('a text that may not be sent leaves by “Not sent”, with the reason in words', () => {
  const { effects, port } = send({
    outcome: 'not-sent',
    code: 'no-consent',
    reason: 'Never agreed to texts',
  });
  expect(effects.at(-1)).toEqual({ kind: 'note', reason: 'Never agreed to texts' });
  expect(port).toBe('not-sent');
});

test('the text is dropped by the time of entry, however often it was held', () => {
  const { effects } = send(held, held, { outcome: 'not-sent', code: 'expired', reason: 'Too late' });
  const asked = effects.filter((effect) => effect.kind === 'activity');
  expect(asked).toHaveLength(3);
  for (const { input } of asked) expect(input).toMatchObject({ enteredAtMs: 1_000, dropAfterMs: 60_000 });
});
