import type { ServiceHost } from '@signalbox/nodes/kernel';
import type { HouseDefaults, Plivo } from '@signalbox/sms';
import type { IssueCoupon } from '../coupons/index.js';
import type { Database } from '@signalbox/store';

export interface SendTextDeps {
  database: Database;
  plivo: Plivo;
  /** Callbacks come here. */
  publicUrl: string;
  sender: string;
  /** The root of the carrier that the environment names; none if absent. */
  carrierUrl?: string;
  sendingHours: 'law' | 'always';
  /** The pace at which the carrier takes texts; none is kept if absent. */
  textsPerSecond?: number;
  /** IANA; a day of spending is a day there. */
  shopTimeZone?: string;
  /** What each text gets where nothing else is set: brand, way out, short links. Without it texts go as they are written. */
  house?: HouseDefaults;
  /** Mints codes of coupons, for texts that name a pool. */
  coupons?: IssueCoupon;
  /** Other services on the network: asked for a balance that a shop's own programme keeps. */
  services?: ServiceHost;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}
