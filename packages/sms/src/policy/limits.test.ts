import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitInWords, withinLimits, type CountedText, type SendLimit } from './limits.js';
import { wasReminded } from './rules/cart-reminder.js';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
const limits: SendLimit[] = [{ count: 2, hours: 24 }];
const ago = (...hours: number[]): CountedText[] =>
  hours.map((each) => ({ atMs: NOW - each * HOUR, purpose: 'marketing' }));
const free = (recent: CountedText[], change: object = {}, all = limits) =>
  (withinLimits(NOW, recent, all, { purpose: 'marketing', priority: 'normal', ...change }).atMs - NOW) / HOUR;

describe('a limit', () => {
  test('leaves alone who has room, and holds others until the oldest text has aged', () => {
    expect(free(ago(1))).toBe(0);
    expect(free(ago(1, 10))).toBe(14);
    expect(free(ago(1, 10, 20))).toBe(14);
    expect(free(ago(25, 30, 1))).toBe(0);
  });

  test('never holds what was asked for, though that counts', () => {
    expect(free(ago(1, 10), { purpose: 'back-in-stock' })).toBe(0);
    expect(free(ago(1, 10), { purpose: 'transactional' })).toBe(0);
    const asked: CountedText[] = [{ atMs: NOW - HOUR, purpose: 'back-in-stock' }];
    expect(free([...ago(2), ...asked])).toBeGreaterThan(0);
  });

  test('keeps a place for what is important', () => {
    const reserving = [{ count: 2, hours: 24, reserved: 1 }];
    expect(free(ago(1), {}, reserving)).toBe(23);
    expect(free(ago(1), { priority: 'high' }, reserving)).toBe(0);
  });

  test('of one purpose counts and holds no other', () => {
    const ofCarts = [{ count: 1, hours: 24, purposes: ['cart-reminder'] }];
    expect(free(ago(1), {}, ofCarts)).toBe(0);
    expect(free(ago(1), { purpose: 'cart-reminder' }, ofCarts)).toBe(0);
  });

  test('by the calendar begins anew at midnight, where the shop or the person is', () => {
    const at = (iso: string) => Date.parse(iso);
    const daily: SendLimit[] = [{ count: 1, hours: 24, calendar: 'shop' }];
    const who = { purpose: 'marketing', priority: 'normal', shopTimeZone: 'Europe/Copenhagen' } as const;
    const had = [{ atMs: at('2026-11-02T22:30:00Z'), purpose: 'marketing' }];
    expect(withinLimits(at('2026-11-02T22:45:00Z'), had, daily, who).atMs).toBe(at('2026-11-02T23:00:00Z'));
    expect(withinLimits(at('2026-11-02T23:00:00Z'), had, daily, who).limit).toBeNull();
    const weekly: SendLimit[] = [{ count: 1, hours: 168, calendar: 'person' }];
    const there = { ...who, timeZone: 'America/New_York' };
    expect(withinLimits(at('2026-11-04T12:00:00Z'), had, weekly, there).atMs).toBe(
      at('2026-11-09T05:00:00Z'),
    );
  });

  test('is kept by whoever sends at the instant that it names, whatever came before', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 });
    const some = fc.array(
      fc.record({ count: fc.integer({ min: 1, max: 4 }), hours: fc.integer({ min: 1, max: 168 }) }),
      {
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(texts, some, (hours, all) => {
        const recent = ago(...hours);
        const { atMs } = withinLimits(NOW, recent, all, { purpose: 'marketing', priority: 'high' });
        for (const limit of all) {
          const within = recent.filter((text) => text.atMs > atMs - limit.hours * HOUR);
          expect(within.length + 1).toBeLessThanOrEqual(limit.count);
        }
      }),
    );
  });

  test('reads as a marketer would say it', () => {
    expect(limitInWords({ count: 4, hours: 168 })).toBe('4 texts in 7 days');
    expect(limitInWords({ count: 1, hours: 24 })).toBe('1 text in 24 hours');
    expect(limitInWords({ count: 1, hours: 168, calendar: 'shop' })).toBe('1 text a week');
  });
});

test('a number is reminded of carts once in 48 hours, whatever the cart', () => {
  const reminder = (hours: number): CountedText[] => [{ atMs: NOW - hours * HOUR, purpose: 'cart-reminder' }];
  expect(wasReminded(NOW, reminder(47), 'cart-reminder')).toBe(true);
  expect(wasReminded(NOW, reminder(49), 'cart-reminder')).toBe(false);
  expect(wasReminded(NOW, reminder(1), 'marketing')).toBe(false);
});
