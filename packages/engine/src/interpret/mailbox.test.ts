import { expect, it } from 'vitest';
import { eventOf } from '../../test/plans.js';
import { emptyMailbox, receive, take } from './mailbox.js';

const arrival = (id: string, refs = ['wait/order'], atMs = 0) => ({
  event: eventOf('Order Completed', atMs, {}, id),
  refs,
  receivedAtMs: atMs,
});
const anything = { refs: ['wait/order'], afterLetter: 0, untilMs: null };

it('what came first is used first, and once', () => {
  const mailbox = emptyMailbox('entry');
  for (const id of ['a', 'b']) receive(mailbox, arrival(id));
  expect(take(mailbox, anything)?.letter.event.id).toBe('a');
  expect(take(mailbox, anything)?.letter.event.id).toBe('b');
  expect(take(mailbox, anything)).toBeNull();
});

it('a used event that is delivered again stays used', () => {
  const mailbox = emptyMailbox('entry');
  receive(mailbox, arrival('a'));
  take(mailbox, anything);
  expect(receive(mailbox, arrival('a'))).toBe(false);
  expect(take(mailbox, anything)).toBeNull();
});

it('one event that meets two awaited things is told as the first of them', () => {
  const mailbox = emptyMailbox('entry');
  receive(mailbox, arrival('a', ['wait/b', 'wait/a']));
  expect(take(mailbox, { ...anything, refs: ['wait/a', 'wait/b'] })?.ref).toBe('wait/a');
});

it('a flood of events leaves the newest, in a mailbox that fits into a continue-as-new', () => {
  const mailbox = emptyMailbox('entry');
  for (let n = 0; n < 5_000; n += 1) receive(mailbox, arrival(`e${n}`));
  expect(mailbox.letters.at(-1)?.event.id).toBe('e4999');
  expect(JSON.stringify(mailbox).length).toBeLessThan(200_000);
});
