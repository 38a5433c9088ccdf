import type { Render } from '@signalbox/engine/simulate';
import type { StandInText } from '@signalbox/nodes/kernel';
import {
  composeTextSync,
  couponEnd,
  houseStyleOf,
  localInstant,
  renderTextSync,
  type ComposedText,
  type TextSettings,
} from '@signalbox/sms';
import { couponPools, readSetting, type CouponPoolSettings, type Database } from '@signalbox/store';
import type { Config } from '../config.js';
import { senderOf } from './sender-of.js';
import { houseDefaults } from './house-defaults.js';

/** A code of the length that most have, for texts that are only looked at. */
export const SAMPLE_CODE = 'SAMPLE-7K2Q';

type Scope = Parameters<Render>[1];

/** How texts that nobody sends would look. */
export interface OnThePhone {
  /** For the simulator; in place of a text that can't be made it says why. */
  render: Render;
  /** @param coupon what `{{ coupon… }}` reads; one that most pools would give if absent */
  compose(text: StandInText, scope: Scope, coupon?: Record<string, unknown>): ComposedText;
}

/**
 * Renders texts for the simulator as the worker makes them: brand, way out, short links and a coupon, all of the length
 * that they will have. Other templates are only filled in.
 */
export async function asOnThePhone(database: Database, config: Config, nowMs: number): Promise<OnThePhone> {
  const style = houseStyleOf(await readSetting<TextSettings>(database, 'texts'), houseDefaults(config));
  const pools = new Map((await couponPools(database)).map((pool) => [pool.pool, pool]));
  const from = await senderOf(database, config);
  const compose: OnThePhone['compose'] = (text, scope, coupon) => {
    const contact = scope.contact as { language?: string | null; country?: string | null };
    const pool = text.coupon ? pools.get(text.coupon) : undefined;
    return composeTextSync(
      {
        template: text.template,
        fields: {
          ...(scope as unknown as Record<string, unknown>),
          coupon: coupon ?? sampleCoupon(pool, nowMs, style.shopTimeZone),
        },
        reader: { language: contact.language ?? null, country: contact.country ?? null },
        purpose: text.purpose,
        sender: from(scope.contact as Record<string, unknown>, text.purpose, text.from),
        shortenLinks: text.shortenLinks ?? true,
        utm: null,
        nowMs,
      },
      text.brand ? { ...style, brand: text.brand } : style,
    );
  };
  return {
    compose,
    render(template, scope, text) {
      const rendered = text
        ? compose({ template, ...text }, scope)
        : renderTextSync(template, scope as unknown as Record<string, unknown>);
      return rendered.ok ? rendered.text : rendered.reason;
    },
  };
}

/** A coupon as a text would be given it, of the length that most have. */
export function sampleCoupon(
  pool: CouponPoolSettings | null | undefined,
  nowMs: number,
  shopTimeZone: string,
): Record<string, unknown> {
  const end = couponEnd(pool?.ends ?? { kind: 'days', days: 7 }, nowMs, shopTimeZone);
  const offer = pool?.offer;
  return {
    code: SAMPLE_CODE,
    expires: end === null ? null : localInstant(end, shopTimeZone),
    percent: offer?.kind === 'percent' ? offer.percent : null,
    amount: offer?.kind === 'amount' ? offer.amount : null,
    currency: offer?.kind === 'amount' ? offer.currency : null,
  };
}
