import { between, chanceOf } from './chance.js';
import { DAYS, type Day } from './day.js';

/** What a request to send meets. Those that begin with `accept` are taken by the carrier. */
export const FAULT_MODES = [
  'none',
  '402',
  '403',
  '429',
  '500',
  '502',
  '503',
  'hang',
  'accept-then-drop-response',
  'accept-then-hang',
  'accept-then-500',
  'no-callbacks',
] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

/** What goes wrong: a number of the next requests by order, all others by the day. */
export class Faults {
  day: Day = DAYS.fair!;
  private mode: FaultMode = 'none';
  private left = 0;
  private readonly requestsOf = new Map<string, number>();

  set(mode: FaultMode, count = 1): void {
    this.mode = mode;
    this.left = count;
  }

  begin(day: Day): void {
    this.day = day;
    this.requestsOf.clear();
  }

  /** What the next request for a number meets, and after how long it is answered. */
  next(to: string): { mode: FaultMode; latencyMs: number } {
    const nth = (this.requestsOf.get(to) ?? 0) + 1;
    this.requestsOf.set(to, nth);
    const chance = chanceOf(this.day.seed, 'request', to, nth);
    const latencyMs = between(this.day.latencyMs, chance());
    if (this.left > 0) {
      this.left -= 1;
      return { mode: this.mode, latencyMs };
    }
    return { mode: this.drawn(chance), latencyMs };
  }

  private drawn(chance: () => number): FaultMode {
    const { day } = this;
    const which = chance();
    const broken = (['500', '502', '503'] as const)[Math.floor(chance() * 3)]!;
    const shares: [number, FaultMode][] = [
      [day.tooMany, '429'],
      [day.broken, broken],
      [day.hang, 'hang'],
      [day.lostAnswer, 'accept-then-drop-response'],
      [day.silent, 'accept-then-hang'],
      [day.brokenAfterTaking, 'accept-then-500'],
    ];
    let upTo = 0;
    for (const [share, mode] of shares) {
      upTo += share;
      if (which < upTo) return mode;
    }
    return 'none';
  }
}
