import type { Hearing } from '@signalbox/engine/graph';
import type { Sender } from '@signalbox/sms';
import { onlySender } from '@signalbox/sms';
import { readSetting } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';

/** Whether replies to our texts reach us, by the senders that are set up. */
export async function readHearing({
  database,
  config,
}: Pick<ApiDeps, 'database' | 'config'>): Promise<Hearing> {
  const stored = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const senders = stored.length > 0 ? stored : onlySender(config.SIGNALBOX_SENDER);
  const hearing = senders.filter(({ canReceive }) => canReceive).length;
  return hearing === 0 ? 'none' : hearing < senders.length ? 'some' : 'all';
}
