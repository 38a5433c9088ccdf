import { countryOfPhone, onlySender, senderFor, type Sender } from '@signalbox/sms';
import { readSetting, type Database } from '@signalbox/store';
import type { Config } from '../config.js';

/** The sender that a person would be texted from: the first that is set for their number's country and the purpose. */
export async function senderOf(database: Database, config: Config) {
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const pool = senders.length > 0 ? senders : onlySender(config.SIGNALBOX_SENDER);
  return ({ phone, country }: Record<string, unknown>, purpose: string): string => {
    const ofPhone = typeof phone === 'string' ? countryOfPhone(phone) : null;
    const where = ofPhone ?? (typeof country === 'string' ? country : null);
    return senderFor(pool, { country: where, purpose })?.sender ?? config.SIGNALBOX_SENDER;
  };
}
