import { isPurchaseKey } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import type { Tx } from '../database.js';
import type { Person } from './find-contact.js';
import type { IncomingEvent } from './incoming-event.js';
import type { StoredEvent } from './take-event.js';

/** Whether a message may be the first that tells whose a checkout is. */
export const mayNameCheckout = ({ name, keys, isHistory }: IncomingEvent): boolean =>
  name === 'Checkout Updated' && !isHistory && keys.some(isPurchaseKey);

/**
 * A checkout is begun before anybody has typed who they are; its first change that names somebody tells whose it is.
 * Gives them its beginning, once. An order tells too late: nothing was left behind.
 * @returns the beginning, which may start runs only now; nothing where it had its person already
 */
export async function nameCheckout(
  tx: Tx,
  change: IncomingEvent,
  person: Person,
): Promise<StoredEvent | undefined> {
  if (!mayNameCheckout(change)) return undefined;
  const keys = change.keys.filter(isPurchaseKey);
  const { rows } = await sql<Omit<StoredEvent, 'occurredAtMs'> & { occurred_at: Date }>`
    update events set contact_id = ${person.id}::uuid
    where keys && ${keys}::text[] and name = 'Checkout Started' and contact_id is null and not is_history
    returning id, name, occurred_at, properties, keys, source`.execute(tx);
  const [begun] = rows.sort((one, other) => other.occurred_at.getTime() - one.occurred_at.getTime());
  return begun && { ...begun, occurredAtMs: begun.occurred_at.getTime() };
}
