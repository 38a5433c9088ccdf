import { expect, test } from 'vitest';
import { carrierError } from './error-codes.js';
import { onlySender, senderFor, senderToAnswer, type Sender } from './senders.js';

const sender = (name: string, changes: Partial<Sender> = {}): Sender => ({
  ...onlySender(name)[0]!,
  ...changes,
});
const pool = [
  sender('+15005550006'),
  sender('Acme', { countries: ['DK', 'SE'] }),
  sender('+4552512020', { countries: ['DK'], purposes: ['transactional'] }),
];

test.each([
  ['DK', 'marketing', 'Acme'],
  ['DK', 'transactional', '+4552512020'],
  ['SE', 'transactional', 'Acme'],
  ['US', 'marketing', '+15005550006'],
  [null, 'marketing', '+15005550006'],
])('%s, %s: %s', (country, purpose, expected) => {
  expect(senderFor(pool, { country, purpose })?.sender).toBe(expected);
});

test('the sender that is asked for sends, unless it may not text there or is gone', () => {
  const asked = (name: string, country: string) =>
    senderFor(pool, { country, purpose: 'marketing', asked: name })?.sender;
  expect(asked('+15005550006', 'DK')).toBe('+15005550006');
  expect(asked('Acme', 'US')).toBe('+15005550006');
  expect(asked('Gone', 'DK')).toBe('Acme');
});

test('who writes is answered from where they wrote to, or by somebody who hears them', () => {
  const answers = (writtenTo: string, senders = pool) =>
    senderToAnswer(senders, { writtenTo, country: 'DK', purpose: 'opt-out-confirmation' })?.sender;
  expect(answers('4552512020')).toBe('+4552512020');
  expect(answers('15005550006')).toBe('+15005550006');
  expect(answers('4511111111')).toBe('+15005550006');
  expect(answers('4511111111', [sender('Acme')])).toBe('Acme');
});

test('no name texts the United States or Canada, whose networks let none in', () => {
  const everywhere = [sender('Acme'), sender('+15005550006')];
  const from = (senders: Sender[], country: string) =>
    senderFor(senders, { country, purpose: 'marketing', asked: 'Acme' })?.sender ?? null;
  expect([from(everywhere, 'DK'), from(everywhere, 'US'), from(everywhere, 'CA')]).toEqual([
    'Acme',
    '+15005550006',
    '+15005550006',
  ]);
  expect(from([sender('Acme')], 'US')).toBeNull();
});

test('nobody sends where no sender may', () => {
  expect(
    senderFor([sender('Acme', { countries: ['DK'] })], { country: 'US', purpose: 'marketing' }),
  ).toBeNull();
});

test('a name hears no replies; numbers, short codes and powerpacks do', () => {
  const heard = ['Acme', '+4552512020', '12345', '0a1b2c3d-0000-4000-8000-000000000000'].map(
    (name) => onlySender(name)[0]!.canReceive,
  );
  expect(heard).toEqual([false, true, true, true]);
});

test('a code is known with zeros in front, and a strange one is final', () => {
  expect(carrierError('050')).toMatchObject({ blame: 'permanent', marksUnreachable: true });
  expect(carrierError('200')).toMatchObject({ marksStopped: true });
  expect(carrierError('777')).toMatchObject({ blame: 'permanent', reason: expect.stringContaining('777') });
});
