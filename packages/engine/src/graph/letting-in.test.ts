import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneySettings } from './journey-graph.js';
import { keptOutSince, mayEnter, opening } from './letting-in.js';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 10, 30, 12);
const instant = fc.integer({ min: T0 - 400 * DAY, max: T0 });
const reentry: fc.Arbitrary<JourneySettings['reentry']> = fc.oneof(
  fc.constantFrom('once', 'after-exit', 'always', 'restart').map((kind) => ({ kind })),
  fc.integer({ min: 1, max: 365 }).map((days) => ({ kind: 'after-days' as const, days })),
);

describe('who may enter', () => {
  it('whoever was never in, may', () => {
    fc.assert(
      fc.property(reentry, instant, (rule, atMs) => {
        expect(mayEnter(rule, { isInside: false }, atMs)).toBe('yes');
      }),
    );
  });

  it('whoever is inside comes in only to a journey that takes each event for itself, or that begins anew', () => {
    fc.assert(
      fc.property(reentry, instant, instant, (rule, lastAtMs, atMs) => {
        const may = mayEnter(rule, { isInside: true, lastAtMs }, atMs);
        expect(may).toBe(['always', 'restart'].includes(rule.kind) ? 'yes' : 'inside-already');
      }),
    );
  });

  it('whoever may enter by now may at any later time, unless it was their only one', () => {
    fc.assert(
      fc.property(reentry, instant, instant, fc.nat(400 * DAY), (rule, lastAtMs, atMs, laterMs) => {
        const former = { isInside: false, lastAtMs };
        if (mayEnter(rule, former, atMs) === 'yes')
          expect(mayEnter(rule, former, atMs + laterMs)).toBe('yes');
        else expect(['once', 'after-days']).toContain(rule.kind);
      }),
    );
  });

  it('a day of waiting is over on the stroke', () => {
    const rule = { kind: 'after-days' as const, days: 3 };
    const since = (ms: number) => mayEnter(rule, { isInside: false, lastAtMs: T0 - ms }, T0);
    expect(since(3 * DAY - 1)).toBe('been-through');
    expect(since(3 * DAY)).toBe('yes');
  });

  it('what is asked of the database says the same', () => {
    fc.assert(
      fc.property(reentry, instant, instant, (rule, lastAtMs, atMs) => {
        const isFound = lastAtMs > keptOutSince(rule, atMs);
        expect(mayEnter(rule, { isInside: false, lastAtMs }, atMs)).toBe(isFound ? 'been-through' : 'yes');
      }),
    );
  });
});

describe('a journey with dates of its own', () => {
  it('is open from the instant at which it begins until the one at which it ends', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 90 * DAY }), fc.integer(), (startMs, lastsMs, byMs) => {
        const endMs = startMs + lastsMs;
        const settings = {
          startsAt: new Date(startMs).toISOString(),
          endsAt: new Date(endMs).toISOString(),
        };
        const atMs = startMs + (byMs % (2 * lastsMs));
        expect(opening(settings, atMs)).toBe(atMs < startMs ? 'not-begun' : atMs >= endMs ? 'over' : 'open');
        expect(opening(settings, startMs)).toBe('open');
        expect(opening(settings, endMs)).toBe('over');
        expect(opening({}, atMs)).toBe('open');
      }),
    );
  });

  it('reads the offset that its dates were written with', () => {
    const endsAt = '2026-12-24T18:00:00+01:00';
    expect(opening({ endsAt }, Date.UTC(2026, 11, 24, 16, 59))).toBe('open');
    expect(opening({ endsAt }, Date.UTC(2026, 11, 24, 17))).toBe('over');
  });
});
