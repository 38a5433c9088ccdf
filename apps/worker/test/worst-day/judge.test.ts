import type { CarrierMessage, LoggedRequest } from '@signalbox/carrier';
import { expect, test } from 'vitest';
import { brokenPromises, type LedgerRow } from './judge.js';
import { personOf } from './people.js';

const anna = personOf(0);
const asleep = personOf(3);

/** One text that was asked for, taken and delivered, and what the ledger says of it. */
function world(
  changes: {
    request?: Partial<LoggedRequest>;
    row?: Partial<LedgerRow>;
    again?: boolean;
    stopAtOrder?: number;
  } = {},
) {
  const request = (uuid: string, order: number): LoggedRequest => ({
    order,
    beganAtMs: 0,
    endedAtMs: 1,
    from: '+4552512020',
    to: anna.phone,
    text: 'Offer A1 for P0',
    uuid,
    answer: 202,
    ...changes.request,
  });
  const requests = changes.again ? [request('a', 2), request('b', 3)] : [request('a', 2)];
  const message = { uuid: 'a', state: 'delivered' } as CarrierMessage;
  const reply = {
    uuid: 'r',
    from: anna.phone,
    to: '',
    text: 'STOP',
    writtenAtMs: 0,
    tries: 1,
    answeredAtMs: 0,
  };
  const replies = changes.stopAtOrder === undefined ? [] : [{ ...reply, answeredOrder: changes.stopAtOrder }];
  const row = {
    phone: requests[0]!.to,
    body: requests[0]!.text,
    state: 'delivered',
    reason_code: null,
    carrier_id: 'a',
  };
  return brokenPromises(
    [anna, asleep],
    { requests, replies, callbacks: {} },
    new Map([
      ['a', message],
      ['b', { ...message, uuid: 'b' }],
    ]),
    [{ ...row, ...changes.row }],
  );
}

test('a day on which all went well breaks no promise', () => {
  expect(world()).toEqual([]);
  expect(world({ stopAtOrder: 9 })).toEqual([]);
});

test.each([
  ['a text that is asked for again after its answer was lost', { again: true }, 'taken 2 times'],
  ['a request after STOP was answered', { stopAtOrder: 1 }, 'begun after STOP'],
  ['a text at night', { request: { to: asleep.phone } }, 'outside its window'],
  [
    'a ledger that says failed of what was delivered',
    { row: { state: 'failed' } },
    'failed here, delivered at',
  ],
  ['a ledger that says held of what was taken', { row: { state: 'held' } }, 'held here'],
  ['a ledger that knows nothing of a text', { row: { body: 'another', state: 'held' } }, 'has nothing of it'],
  ['a ledger that takes a text for sent that was not', { request: { uuid: null } }, 'never took it'],
])('%s is noticed', (_name, changes, sentence) => {
  expect(world(changes).join()).toContain(sentence);
});
