import type { Hearing, IsDeaf } from '@signalbox/engine/graph';
import type { ApiDeps } from '../deps.js';
import { sendersNow } from './sender-of.js';

/** Whether replies to our texts reach us, by the senders that are set up. */
export async function readHearing({
  database,
  config,
}: Pick<ApiDeps, 'database' | 'config'>): Promise<Hearing> {
  const senders = await sendersNow(database, config);
  const hearing = senders.filter(({ canReceive }) => canReceive).length;
  return hearing === 0 ? 'none' : hearing < senders.length ? 'some' : 'all';
}

/** Whether the sender that a step names hears no replies; of a step that names none, whether no sender does. */
export async function readDeaf({ database, config }: Pick<ApiDeps, 'database' | 'config'>): Promise<IsDeaf> {
  const senders = await sendersNow(database, config);
  return (from) => {
    const named = senders.filter(({ sender }) => sender === from);
    return (named.length > 0 ? named : senders).every(({ canReceive }) => !canReceive);
  };
}
