import { countryOfPhone, onlySender, senderFor, senderLike, type Sender } from '@signalbox/sms';
import { readSetting, type Database } from '@signalbox/store';
import type { Config } from '../config.js';

/** All that are set up; what the environment names, where none is. */
export async function sendersNow(database: Database, config: Config): Promise<Sender[]> {
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  return senders.length > 0 ? senders : onlySender(config.SIGNALBOX_SENDER);
}

/** A sender that a yes or a START can be written to. */
export async function hearingSender(
  { database, config }: { database: Database; config: Config },
  country: string | null | undefined,
): Promise<string> {
  const hearing = (await sendersNow(database, config)).filter(({ canReceive }) => canReceive);
  return (
    senderFor(hearing, { country: country ?? null, purpose: 'marketing' })?.sender ?? config.SIGNALBOX_SENDER
  );
}

/** From whom a person is texted for a purpose. */
export type SenderOf = (person: Record<string, unknown>, purpose: string, asked?: string) => Sender;

/** The sender that a person would be texted from: the first that is set for their number's country and the purpose. */
export async function senderOf(database: Database, config: Config): Promise<SenderOf> {
  const pool = await sendersNow(database, config);
  return ({ phone, country }, purpose, asked) => {
    const ofPhone = typeof phone === 'string' ? countryOfPhone(phone) : null;
    const where = ofPhone ?? (typeof country === 'string' ? country : null);
    return senderFor(pool, { country: where, purpose, asked }) ?? senderLike(config.SIGNALBOX_SENDER);
  };
}
