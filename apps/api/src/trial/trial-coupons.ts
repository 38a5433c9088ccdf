import type { ActivityInput } from '@signalbox/engine/interpret';
import { couponEnd, localInstant } from '@signalbox/sms';
import type { CouponPool } from '@signalbox/store';
import { SAMPLE_CODE, sampleCoupon } from '../routes/as-on-the-phone.js';

type Given =
  | { outcome: 'issued'; fields: Record<string, unknown>; expiresAtMs: number | null }
  | { outcome: 'none-left'; reason: string };

/**
 * Codes as they would be given out in a trial: a list has as many as it has today, for all who pass through it together,
 * and what a pattern makes never runs out. No code is taken.
 */
export class TrialCoupons {
  readonly #pools: Map<string, CouponPool>;
  readonly #left: Map<string, number>;

  constructor(
    pools: CouponPool[],
    readonly shopTimeZone: string,
  ) {
    this.#pools = new Map(pools.map((pool) => [pool.pool, pool]));
    this.#left = new Map(pools.map(({ pool, left }) => [pool, left]));
  }

  take(name: string, nowMs: number): Given {
    const pool = this.#pools.get(name);
    if (!pool) return { outcome: 'none-left', reason: `There is no pool “${name}”` };
    const expiresAtMs = couponEnd(pool.ends, nowMs, this.shopTimeZone);
    if (expiresAtMs !== null && expiresAtMs <= nowMs)
      return { outcome: 'none-left', reason: `The offer of “${name}” has ended` };
    const left = this.#left.get(name)!;
    if (pool.kind === 'list') {
      if (left === 0) return { outcome: 'none-left', reason: `No code is left in “${name}”` };
      this.#left.set(name, left - 1);
    }
    const fields = { ...sampleCoupon(pool, nowMs, this.shopTimeZone), pool: name };
    return { outcome: 'issued', fields, expiresAtMs };
  }

  /** A text that could not be made leaves its code to others. */
  giveBack(name: string): void {
    this.#left.set(name, this.#left.get(name)! + 1);
  }
}

type ForText = { coupon?: Record<string, unknown> } | { code: 'no-coupon'; reason: string };

type Asked = Pick<ActivityInput, 'input' | 'nodeId' | 'visit' | 'nowMs'>;

/** The codes of one run: each step's visit has its own, and a text without a pool says the newest. */
export class CouponsOfRun {
  readonly #given = new Map<string, Given>();
  /** The newest last. */
  #issued: Extract<Given, { outcome: 'issued' }>[] = [];

  constructor(private readonly coupons: TrialCoupons) {}

  /** What conditions and texts read of a person's newest code, once one was given. */
  get facts(): Record<string, string | boolean | null> {
    const newest = this.#issued.at(-1);
    if (!newest) return {};
    const { fields, expiresAtMs } = newest;
    return {
      coupon_code: SAMPLE_CODE,
      coupon_pool: String(fields.pool),
      coupon_expires_at: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
      coupon_used: false,
    };
  }

  /** As the step that gives out a code answers; the person is then known to have it. */
  issue(contact: Record<string, unknown>, { input, nodeId, visit, nowMs }: Asked) {
    const { pool } = input as { pool: string };
    const given = this.#take(pool, `${nodeId}/${visit}`, nowMs);
    if (given.outcome === 'none-left') return given;
    Object.assign(contact, this.facts);
    const ends = given.expiresAtMs;
    return {
      outcome: 'issued' as const,
      code: SAMPLE_CODE,
      expiresAt: ends === null ? null : localInstant(ends, this.coupons.shopTimeZone),
    };
  }

  /** What `{{ coupon… }}` reads in a text, or why the text can't go. */
  forText(pool: string | undefined, template: string, key: string, nowMs: number): ForText {
    const given = pool
      ? this.#take(pool, key, nowMs)
      : SAYS_CODE.test(bare(template))
        ? (this.#issued.at(-1) ?? null)
        : undefined;
    if (given === undefined) return {};
    if (given === null)
      return { code: 'no-coupon', reason: 'The text says a code, and nobody gave out one before it' };
    if (given.outcome === 'none-left') return { code: 'no-coupon', reason: given.reason };
    return given.expiresAtMs !== null && given.expiresAtMs <= nowMs
      ? { code: 'no-coupon', reason: `The code “${SAMPLE_CODE}” ended before the text could go` }
      : { coupon: given.fields };
  }

  giveBack(pool: string, key: string): void {
    const given = this.#given.get(key);
    this.#given.delete(key);
    if (given?.outcome !== 'issued') return;
    this.coupons.giveBack(pool);
    this.#issued = this.#issued.filter((other) => other !== given);
  }

  #take(pool: string, key: string, nowMs: number): Given {
    const given = this.#given.get(key) ?? this.coupons.take(pool, nowMs);
    this.#given.set(key, given);
    if (given.outcome === 'issued')
      this.#issued = [...this.#issued.filter((other) => other !== given), given];
    return given;
  }
}

const SAYS_CODE = /\bcoupon\s*\./;
/** Without the codes that steps keep by a name of their own. */
const bare = (template: string): string => template.replaceAll(/run\s*\.\s*coupon/g, '');
