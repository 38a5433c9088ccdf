import { describe, expect, test } from 'vitest';
import { decideSend, type SendFacts } from './decide-send.js';
import { earliestAllowed } from './earliest-allowed.js';

const HOUR = 3_600_000;
const facts: SendFacts = {
  nowMs: Date.parse('2026-11-02T12:00:00Z'),
  personName: 'Anna Holm',
  phone: '+4552512020',
  country: 'DK',
  timeZone: 'Europe/Copenhagen',
  consent: 'granted',
  hasStopped: false,
  purpose: 'marketing',
  sendingHours: 'law',
  enteredAtMs: Date.parse('2026-11-02T12:00:00Z'),
  dropAfterMs: 48 * HOUR,
  recent: [],
  limits: [{ count: 1, hours: 24 }],
  priority: 'normal',
};
const atNight = {
  nowMs: Date.parse('2026-11-02T22:00:00Z'),
  enteredAtMs: Date.parse('2026-11-02T22:00:00Z'),
};

describe('whether a text may go', () => {
  test('it goes when nothing speaks against it', () =>
    expect(decideSend(facts)).toEqual({ decision: 'send' }));

  test.each<[string, Partial<SendFacts>]>([
    ['no-phone', { phone: null }],
    ['no-consent', { consent: 'none' }],
    ['consent-withdrawn', { consent: 'denied' }],
    ['stopped', { hasStopped: true }],
    ['expired', { enteredAtMs: facts.nowMs - 49 * HOUR }],
    ['expired', { ...atNight, dropAfterMs: HOUR }],
  ])('not sent: %s', (code, change) => {
    expect(decideSend({ ...facts, ...change })).toMatchObject({ decision: 'not-sent', code });
  });

  test('at night it is held until the morning of the person', () => {
    const decision = decideSend({ ...facts, ...atNight });
    expect(decision).toMatchObject({
      decision: 'held',
      code: 'sending-hours',
      untilMs: Date.parse('2026-11-03T07:00:00Z'),
    });
  });

  test('a text about an order goes at night, without marketing consent and after STOP', () => {
    const order = {
      ...facts,
      ...atNight,
      purpose: 'transactional',
      consent: 'none' as const,
      hasStopped: true,
    };
    expect(decideSend(order)).toEqual({ decision: 'send' });
  });
});

describe('what a person has had already', () => {
  const hoursAgo = (hours: number, purpose = 'marketing') => ({
    recent: [{ atMs: facts.nowMs - hours * HOUR, purpose }],
  });

  test('holds a text until there is room again, and drops one that would then be too late', () => {
    expect(decideSend({ ...facts, ...hoursAgo(10) })).toMatchObject({
      decision: 'held',
      code: 'limit',
      untilMs: facts.nowMs + 14 * HOUR,
    });
    expect(decideSend({ ...facts, ...hoursAgo(10), dropAfterMs: HOUR })).toMatchObject({
      decision: 'not-sent',
      code: 'limit',
    });
  });

  test('a second reminder of a cart is not sent at all', () => {
    const cart = { ...facts, ...hoursAgo(30, 'cart-reminder'), purpose: 'cart-reminder' };
    expect(decideSend(cart)).toMatchObject({ decision: 'not-sent', code: 'cart-reminded' });
  });
});

describe('lawful hours', () => {
  const first = (at: string, country: string | null, timeZone: string | null = null) =>
    new Date(earliestAllowed(Date.parse(at), { country, timeZone }).atMs).toISOString();

  test('in France nothing comes on a Sunday', () => {
    expect(first('2026-11-01T10:00:00Z', 'FR')).toBe('2026-11-02T07:00:00.000Z');
  });
  test('the morning after the clocks change is reckoned by the new clock', () => {
    expect(first('2026-03-28T20:00:00Z', 'DK')).toBe('2026-03-29T07:00:00.000Z');
  });
  test('a zone that does not exist falls back to the country', () => {
    expect(first('2026-11-02T05:00:00Z', 'DK', 'Mars/Olympus')).toBe('2026-11-02T07:00:00.000Z');
  });
  test('an unknown country gets the strictest window', () => {
    expect(first('2026-11-02T09:00:00Z', null)).toBe('2026-11-02T10:00:00.000Z');
  });
});
