import type { Plivo } from '@signalbox/sms';
import type { Database } from '@signalbox/store';

export interface SendTextDeps {
  database: Database;
  plivo: Plivo;
  /** Callbacks come here. */
  publicUrl: string;
  sender: string;
  sendingHours: 'law' | 'always';
  /** The pace at which the carrier takes texts; none is kept if absent. */
  textsPerSecond?: number;
  /** IANA; a day of spending is a day there. */
  shopTimeZone?: string;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}
