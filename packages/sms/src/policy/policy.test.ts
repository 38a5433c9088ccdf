import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { decideSend, stillMayGo } from './decide-send.js';
import { earliestAllowed } from './earliest-allowed.js';
import { frenchHolidays } from './holidays.js';
import { PLACES, placeOf, STRICTEST } from './places.js';
import { hoursEndMs } from './rules/sending-hours.js';
import type { SendFacts } from './send-facts.js';
import { zonesOf } from './zones.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const facts: SendFacts = {
  nowMs: Date.parse('2026-11-02T12:00:00Z'),
  personName: 'Anna Holm',
  phone: '+4552512020',
  phoneAwaitedUntilMs: null,
  unreachable: null,
  country: 'DK',
  region: null,
  timeZone: 'Europe/Copenhagen',
  shopTimeZone: 'Europe/Copenhagen',
  consent: 'granted',
  hasOptInRequest: false,
  hasStopped: false,
  purpose: 'marketing',
  topic: null,
  preferences: [],
  isLetGo: false,
  stillTrue: {},
  sendingHours: 'law',
  ownHours: null,
  enteredAtMs: Date.parse('2026-11-02T12:00:00Z'),
  dropAfterMs: 48 * HOUR,
  offerEndsAtMs: null,
  usefulForMs: HOUR,
  queueMs: 0,
  recent: [],
  limits: [{ count: 1, hours: 24 }],
  urgency: { count: 2, days: 30 },
  cartRemindedAtMs: null,
  waiting: [],
  priority: 'normal',
};
const atNight = {
  nowMs: Date.parse('2026-11-02T22:00:00Z'),
  enteredAtMs: Date.parse('2026-11-02T22:00:00Z'),
};

describe('hours of our own', () => {
  const OFFICE = { weekdays: [9, 12], saturday: null, sunday: null } as const;
  const decide = (at: string, more: Partial<SendFacts>) => {
    const nowMs = Date.parse(at);
    const decided = decideSend({ ...facts, nowMs, enteredAtMs: nowMs, dropAfterMs: 9 * 24 * HOUR, ...more });
    return decided.decision === 'held'
      ? { until: new Date(decided.untilMs).toISOString(), reason: decided.reason }
      : decided.decision;
  };

  test('hold what the law would let go, on the recipient’s clock', () => {
    // Copenhagen is an hour ahead: Friday 11:30 there is within, 12:00 is not, and Monday 09:00 is next.
    expect(decide('2026-11-06T10:30:00Z', { ownHours: OFFICE })).toBe('send');
    expect(decide('2026-11-06T11:00:00Z', { ownHours: OFFICE })).toEqual({
      until: '2026-11-09T08:00:00.000Z',
      reason: 'Outside your own sending hours',
    });
  });

  test('never widen the lawful ones', () => {
    const always = { weekdays: [0, 24], saturday: [0, 24], sunday: [0, 24] } as const;
    const atNight = '2026-11-06T02:00:00Z';
    expect(decide(atNight, { ownHours: always })).toEqual(decide(atNight, { ownHours: null }));
    expect(decide(atNight, { ownHours: OFFICE })).toMatchObject({ until: '2026-11-06T08:00:00.000Z' });
  });

  test('hold on the development phone too, where the law does not; and answers go at any hour', () => {
    const at = '2026-11-07T02:00:00Z';
    expect(decide(at, { ownHours: OFFICE, sendingHours: 'always' })).toMatchObject({
      until: '2026-11-09T08:00:00.000Z',
    });
    expect(decide(at, { ownHours: OFFICE, purpose: 'transactional' })).toBe('send');
  });

  test('that never meet the lawful ones are outdone by them, so that nobody waits for ever', () => {
    const onSundays = { weekdays: null, saturday: null, sunday: [10, 12] } as const;
    const inFrance = { country: 'FR', timeZone: 'Europe/Paris' };
    expect(decide('2026-11-06T10:30:00Z', { ...inFrance, ownHours: onSundays })).toBe('send');
    expect(decide('2026-11-06T22:30:00Z', { ...inFrance, ownHours: onSundays })).toMatchObject({
      until: '2026-11-07T07:00:00.000Z',
    });
  });
});

describe('whether a text may go', () => {
  test('it goes when nothing speaks against it', () =>
    expect(decideSend(facts)).toEqual({ decision: 'send' }));

  test('who has no number yet is waited for while the news is fresh and the text of use, on the shop’s clock', () => {
    const { nowMs } = facts;
    const waiting = (phoneAwaitedUntilMs: number, more: Partial<SendFacts> = {}) =>
      decideSend({ ...facts, phone: null, phoneAwaitedUntilMs, ...more });
    const until = (time: string) => `Anna Holm has no phone number yet: waiting for one until ${time}`;
    expect(waiting(nowMs + HOUR)).toEqual({
      decision: 'held',
      untilMs: nowMs + HOUR,
      code: 'no-phone-yet',
      reason: until('14:00'),
    });
    expect(waiting(nowMs + 24 * HOUR)).toMatchObject({ reason: until('2026-11-03 13:00') });
    expect(waiting(nowMs + 24 * HOUR, { dropAfterMs: HOUR / 2 })).toMatchObject({
      untilMs: nowMs + HOUR / 2,
      reason: until('13:30'),
    });
    expect(waiting(nowMs)).toMatchObject({ decision: 'not-sent', code: 'no-phone' });
    expect(waiting(nowMs + HOUR, { dropAfterMs: 0 })).toMatchObject({ code: 'no-phone' });
    expect(waiting(nowMs + HOUR, { phone: facts.phone })).toEqual({ decision: 'send' });
  });

  test('nobody is held to the very instant at which a text is of no use any more', () => {
    const held = decideSend({ ...facts, ...atNight });
    const untilMs = held.decision === 'held' ? held.untilMs : NaN;
    const withLeft = (ms: number) =>
      decideSend({ ...facts, ...atNight, dropAfterMs: untilMs + ms - atNight.nowMs });
    expect(withLeft(0)).toMatchObject({ code: 'would-arrive-expired' });
    expect(withLeft(MINUTE)).toEqual(held);
  });

  test.each<[string, Partial<SendFacts>]>([
    ['no-phone', { phone: null }],
    ['no-consent', { consent: 'none' }],
    ['consent-withdrawn', { consent: 'denied' }],
    ['stopped', { hasStopped: true }],
    ['expired', { enteredAtMs: facts.nowMs - 49 * HOUR }],
    ['would-arrive-expired', { ...atNight, dropAfterMs: HOUR }],
    ['offer-over', { offerEndsAtMs: facts.nowMs + HOUR / 2 }],
    ['would-arrive-expired', { ...atNight, offerEndsAtMs: atNight.nowMs + 9 * HOUR }],
    ['would-arrive-expired', { offerEndsAtMs: facts.nowMs + 2 * HOUR, queueMs: 1.5 * HOUR }],
    ['unreachable', { unreachable: 'a landline' }],
    ['no-request', { purpose: 'opt-in-confirmation', consent: 'none' }],
    ['not-wanted', { topic: 'shoes', preferences: [{ topic: 'shoes', choice: 'no', until: null }] }],
    ['paused', { preferences: [{ topic: '*pause', choice: 'no', until: new Date(facts.nowMs + HOUR) }] }],
    ['paused', { preferences: [{ topic: '*', choice: 'no', until: new Date(facts.nowMs + HOUR) }] }],
    ['ordered-since', { stillTrue: { noOrder: false } }],
    ['shop-gone', { stillTrue: { goneShop: 'acme.myshopify.com' } }],
    ['out-of-stock', { stillTrue: { inStock: false } }],
    ['cart-empty', { stillTrue: { cart: false } }],
    ['reward-gone', { stillTrue: { reward: false } }],
    ['no-longer-true', { stillTrue: { rule: false } }],
    ['cart-reminded', { purpose: 'cart-reminder', cartRemindedAtMs: facts.nowMs - 90 * 24 * HOUR }],
  ])('not sent: %s', (code, change) => {
    expect(decideSend({ ...facts, ...change })).toMatchObject({ decision: 'not-sent', code });
  });

  test.each<[string, Partial<SendFacts>]>([
    ['a pause that is over', { preferences: [{ topic: '*', choice: 'no', until: new Date(facts.nowMs) }] }],
    ['another topic', { topic: 'hats', preferences: [{ topic: 'shoes', choice: 'no', until: null }] }],
    ['what cannot be known', { stillTrue: { inStock: null, cart: null, reward: null } }],
    [
      'a request to sign up',
      { purpose: 'opt-in-confirmation', consent: 'none', hasOptInRequest: true, ...atNight },
    ],
    ['an offer with time left', { offerEndsAtMs: facts.nowMs + 3 * HOUR }],
  ])('sent: %s', (_name, change) => {
    expect(decideSend({ ...facts, ...change })).toEqual({ decision: 'send' });
  });

  test('of several reasons the first that a person would want to be told is told', () => {
    const everything: Partial<SendFacts> = {
      consent: 'denied',
      hasStopped: true,
      preferences: [{ topic: '*', choice: 'no', until: null }],
      stillTrue: { noOrder: false },
      enteredAtMs: facts.nowMs - 49 * HOUR,
    };
    const order: Partial<SendFacts>[] = [
      { consent: 'granted' },
      { hasStopped: false },
      { preferences: [] },
      { stillTrue: {} },
      { enteredAtMs: facts.nowMs },
    ];
    const told = order.map((_, done) => {
      const decision = decideSend(Object.assign({}, facts, everything, ...order.slice(0, done)) as SendFacts);
      return 'code' in decision ? decision.code : decision.decision;
    });
    expect(told).toEqual(['consent-withdrawn', 'stopped', 'not-wanted', 'ordered-since', 'expired']);
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

  test('holds a text until there is room again by day, and drops one that would then be too late', () => {
    expect(decideSend({ ...facts, ...hoursAgo(10) })).toMatchObject({
      decision: 'held',
      code: 'limit',
      untilMs: Date.parse('2026-11-03T07:00:00Z'),
    });
    expect(decideSend({ ...facts, ...hoursAgo(10), dropAfterMs: HOUR })).toMatchObject({
      decision: 'not-sent',
      code: 'limit',
    });
  });

  test('what can only come too late says when it could have gone, had it been of use', () => {
    const late = {
      ...facts,
      nowMs: Date.parse('2026-11-02T21:00:00Z'),
      enteredAtMs: Date.parse('2026-11-02T21:00:00Z'),
    };
    expect(decideSend({ ...late, dropAfterMs: HOUR })).toMatchObject({
      code: 'would-arrive-expired',
      couldGoAtMs: Date.parse('2026-11-03T07:00:00Z'),
    });
    expect(decideSend({ ...facts, queueMs: 9 * HOUR, dropAfterMs: HOUR })).not.toHaveProperty('couldGoAtMs');
  });

  test('a second reminder of a cart is not sent at all', () => {
    const cart = { ...facts, ...hoursAgo(30, 'cart-reminder'), purpose: 'cart-reminder' };
    expect(decideSend(cart)).toMatchObject({ decision: 'not-sent', code: 'cart-reminded' });
  });
});

describe('texts that press for time', () => {
  const urgent = (...daysAgo: number[]) => ({
    offerEndsAtMs: facts.nowMs + 5 * HOUR,
    recent: daysAgo.map((days) => ({
      atMs: facts.nowMs - days * 24 * HOUR,
      purpose: 'marketing',
      isUrgent: true,
    })),
  });
  test('are two in thirty days, and no more', () => {
    expect(decideSend({ ...facts, ...urgent(5) })).toEqual({ decision: 'send' });
    expect(decideSend({ ...facts, ...urgent(5, 31) })).toEqual({ decision: 'send' });
    expect(decideSend({ ...facts, ...urgent(5, 12) })).toMatchObject({ code: 'urgency-used-up' });
  });
  test('others are free of it', () => {
    expect(decideSend({ ...facts, ...urgent(5, 12), offerEndsAtMs: null })).toEqual({ decision: 'send' });
  });
});

test('who was let go gets no advertising, and what they began or must know all the same', () => {
  const gone = { ...facts, isLetGo: true };
  expect(decideSend(gone)).toMatchObject({ decision: 'not-sent', code: 'let-go' });
  for (const purpose of ['cart-reminder', 'back-in-stock', 'transactional'])
    expect(decideSend({ ...gone, purpose })).toEqual({ decision: 'send' });
});

test('who wishes for fewer gets one in a week', () => {
  const wish = { preferences: [{ topic: '*', choice: 'fewer' as const, until: null }] };
  const had = { recent: [{ atMs: facts.nowMs - 30 * HOUR, purpose: 'marketing' }] };
  expect(decideSend({ ...facts, ...had })).toEqual({ decision: 'send' });
  expect(decideSend({ ...facts, ...had, ...wish })).toMatchObject({ code: 'limit' });
});

describe('whatever the facts are', () => {
  const DAY = 24 * HOUR;
  const some = fc.record({
    nowMs: fc.integer({ min: facts.nowMs, max: facts.nowMs + 400 * DAY }),
    where: fc.constantFrom(...PLACES.map(({ place }) => place), 'XX', ''),
    timeZone: fc.constantFrom(null, 'Europe/Paris', 'America/Chicago', 'Asia/Tokyo', 'nonsense'),
    phone: fc.constantFrom('+4552512020', '+12125550123', '+33612345678'),
    hoursAgo: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }),
    count: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 1, max: 200 }),
    dropAfterMs: fc.integer({ min: HOUR, max: 7 * DAY }),
    purpose: fc.constantFrom('marketing', 'cart-reminder', 'back-in-stock'),
    priority: fc.constantFrom('low', 'normal', 'high'),
  });
  const made = (one: (typeof some extends fc.Arbitrary<infer T> ? T : never) & object): SendFacts => ({
    ...facts,
    nowMs: one.nowMs,
    enteredAtMs: one.nowMs,
    dropAfterMs: one.dropAfterMs,
    country: one.where.slice(0, 2) || null,
    region: one.where.slice(3) || null,
    timeZone: one.timeZone,
    phone: one.phone,
    purpose: one.purpose,
    priority: one.priority,
    limits: [{ count: one.count, hours: one.hours }],
    recent: one.hoursAgo.map((hours) => ({ atMs: one.nowMs - hours * HOUR, purpose: 'marketing' })),
  });
  const isLawful = (atMs: number, given: SendFacts): boolean => {
    const { zones, place } = earliestAllowed(atMs, given);
    return zones.every((zone) => {
      const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
      const hours =
        local.dayOfWeek === 7 ? place.sunday : local.dayOfWeek === 6 ? place.saturday : place.weekdays;
      return hours !== null && local.hour >= hours[0] && local.hour < hours[1];
    });
  };

  test('nothing goes outside the window or over a limit, and what is held goes when its time comes', () => {
    fc.assert(
      fc.property(some, (one) => {
        const given = made(one);
        const decision = decideSend(given);
        if (decision.decision === 'not-sent') return;
        const atMs = decision.decision === 'send' ? given.nowMs : decision.untilMs;
        const then = { ...given, nowMs: atMs };
        expect(isLawful(atMs, given)).toBe(true);
        expect(atMs).toBeLessThanOrEqual(given.enteredAtMs + given.dropAfterMs);
        expect(decideSend(then)).toEqual({ decision: 'send' });
        expect(stillMayGo(then, then)).toBe(true);
        if (given.purpose === 'back-in-stock') return;
        const had = given.recent.filter((text) => text.atMs > atMs - one.hours * HOUR);
        expect(had.length).toBeLessThan(one.count);
      }),
      { numRuns: 300 },
    );
  });
});

describe('several texts that were held to one instant', () => {
  const waiting = (...priorities: SendFacts['priority'][]) =>
    priorities.map((priority) => ({ purpose: 'marketing', priority }));
  const of = (changes: Partial<SendFacts>) => decideSend({ ...facts, ...changes }).decision;

  test('of those that do not all fit, one of a more important journey goes first', () => {
    expect(of({ waiting: waiting('high') })).toBe('held');
    expect(of({ priority: 'low', waiting: waiting('normal') })).toBe('held');
    expect(of({ priority: 'high', waiting: waiting('normal', 'low', 'high') })).toBe('send');
    expect(of({ waiting: waiting('normal', 'low') })).toBe('send');
  });
  test('nobody waits for another while there is room for both', () => {
    const limits = [{ count: 2, hours: 24 }];
    expect(of({ limits, waiting: waiting('high') })).toBe('send');
    expect(of({ limits, waiting: waiting('high', 'high') })).toBe('held');
  });
  test('what is never limited waits for nobody', () => {
    expect(of({ purpose: 'back-in-stock', waiting: waiting('high') })).toBe('send');
  });
});

describe('the table of places', () => {
  test('has a source and a date in every row', () => {
    for (const row of PLACES) {
      expect(row.source.length).toBeGreaterThan(3);
      expect(row.seen).toMatch(/^\d{4}-\d\d$/);
    }
  });
  test.each([
    ['Rhode Island', 'US-RI'],
    ['tx', 'US-TX'],
    ['US-FL', 'US-FL'],
    ['Wyoming', 'US'],
    [null, 'US'],
  ])('%s is found as %s', (region, place) => {
    expect(placeOf({ country: 'US', region }).place).toBe(place);
  });
  test('the row for nobody knows where is in every row', () => {
    const within = (inner: readonly [number, number] | null, outer: readonly [number, number] | null) =>
      inner === null || (outer !== null && inner[0] >= outer[0] && inner[1] <= outer[1]);
    for (const row of PLACES) {
      expect(within(STRICTEST.weekdays, row.weekdays)).toBe(true);
      expect(within(STRICTEST.saturday, row.saturday)).toBe(true);
      expect(within(STRICTEST.sunday, row.sunday)).toBe(true);
    }
  });
  test('France keeps its holidays, those that move with Easter too', () => {
    for (const day of ['2026-04-06', '2026-05-14', '2026-05-25', '2026-07-14', '2027-03-29', '2027-05-06'])
      expect(frenchHolidays(Number(day.slice(0, 4)))).toContain(day);
  });
});

describe('lawful hours', () => {
  const first = (at: string, country: string | null, timeZone: string | null = null, more: object = {}) =>
    new Date(earliestAllowed(Date.parse(at), { country, timeZone, ...more }).atMs).toISOString();

  test('in France nothing comes on a holiday, either', () => {
    expect(first('2026-07-13T21:00:00Z', 'FR')).toBe('2026-07-15T06:00:00.000Z');
  });
  test('of an American it is lawful from one end of the country to the other', () => {
    expect(first('2026-11-02T12:00:00Z', 'US')).toBe('2026-11-02T20:00:00.000Z');
    expect(first('2026-11-02T12:00:00Z', 'US', 'America/New_York')).toBe('2026-11-02T15:00:00.000Z');
    expect(first('2026-11-02T12:00:00Z', 'US', null, { region: 'FL' })).toBe('2026-11-02T14:00:00.000Z');
  });
  test('without a country the number tells, and without a number the shop', () => {
    expect(first('2026-11-02T05:00:00Z', null, null, { phone: '+4552512020' })).toBe(
      '2026-11-02T07:00:00.000Z',
    );
    expect(first('2026-11-02T05:00:00Z', null, null, { shopTimeZone: 'Asia/Tokyo' })).toBe(
      '2026-11-02T05:00:00.000Z',
    );
  });

  test('a country that has no row still has its own clock, whatever the shop’s is', () => {
    const at = '2026-11-30T16:30:00Z';
    const shopTimeZone = 'Europe/Copenhagen';
    expect(first(at, 'JP', null, { shopTimeZone })).toBe('2026-12-01T01:00:00.000Z');
    expect(first(at, null, null, { phone: '+819012345678', shopTimeZone })).toBe('2026-12-01T01:00:00.000Z');
    expect(first('2026-11-30T09:30:00Z', 'PT', null, { shopTimeZone })).toBe('2026-11-30T11:00:00.000Z');
  });
  test('no country is so wide that no hour is lawful from one end of it to the other', () => {
    const unknown = { timeZone: null, place: '', phone: null, shopTimeZone: 'UTC' };
    const wide = getCountries().filter((country) => zonesOf({ ...unknown, country }).length > 1);
    expect(wide).toContain('RU');
    for (const country of wide)
      expect(() => earliestAllowed(facts.nowMs, { country, timeZone: null })).not.toThrow();
  });

  test('what would only just leave before they end waits for the next day', () => {
    const at = (time: string) => decideSend({ ...facts, nowMs: Date.parse(time) });
    expect(at('2026-11-02T18:59:00Z')).toEqual({ decision: 'send' });
    expect(at('2026-11-02T18:59:50Z')).toMatchObject({
      decision: 'held',
      code: 'sending-hours',
      untilMs: Date.parse('2026-11-03T07:00:00Z'),
    });
  });
  test('they end where the first of all zones and the house end them, and midnight is no end in itself', () => {
    const end = (changes: Partial<SendFacts>) => {
      const ms = hoursEndMs({ ...facts, ...changes });
      return ms === Infinity ? 'never' : new Date(ms).toISOString();
    };
    expect(end({})).toBe('2026-11-02T19:00:00.000Z');
    expect(end({ country: 'US', timeZone: null, nowMs: Date.parse('2026-11-02T21:00:00Z') })).toBe(
      '2026-11-02T23:00:00.000Z',
    );
    const own = (hours: readonly [number, number]) => ({
      ownHours: { weekdays: hours, saturday: hours, sunday: hours },
    });
    expect(end(own([9, 15]))).toBe('2026-11-02T14:00:00.000Z');
    expect(end({ ...own([0, 24]), sendingHours: 'always' })).toBe('2026-11-03T23:00:00.000Z');
    expect(end({ sendingHours: 'always' })).toBe('never');
    expect(end({ purpose: 'transactional' })).toBe('never');
  });

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
