import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';

interface Turn {
  runId: string;
  /** E.164 */
  phone: string;
}

const CAN_BE_BOUGHT = sql`not v.is_deleted
  and (v.policy = 'continue' or not v.is_tracked or coalesce(v.available > 0, v.stock = 'in', true))`;

/** Whatever else the number waits for whose turn has come, too, and that can be bought now. */
const others = ({ runId, phone }: Turn) => sql`
  select w.id from waitlist w
  join variants v on v.shop = w.shop and v.variant_id = w.variant_id
  where w.phone = ${phone} and w.state = 'claimed' and not w.turn_runs @> array[${runId}]::uuid[] and ${CAN_BE_BOUGHT}
    and not exists (select from messages m where m.run_id = any (w.turn_runs)
      and m.state in ('sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown'))`;

/** How many other things the text about one may name along with it. */
export async function countOthers(database: Database, turn: Turn): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from (${others(turn)}) o`.execute(database.kysely);
  return rows[0]!.count;
}

/** Why the text of a turn has nothing to say any more: another one told of it, or they wait no longer. */
export async function whyUntold(
  tx: Tx,
  { runId, phone }: Turn,
): Promise<'told-together' | 'left-line' | null> {
  const { rows } = await sql<{ state: string; is_told: boolean }>`
    select w.state, exists (select from messages m where m.run_id = any (w.turn_runs) and m.run_id <> ${runId}::uuid
      and m.state in ('sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown')) as is_told
    from waitlist w where w.phone = ${phone} and w.turn_runs @> array[${runId}]::uuid[]
    order by w.claimed_at desc nulls last limit 1`.execute(tx);
  const [own] = rows;
  if (!own) return null;
  if (own.is_told) return 'told-together';
  return own.state === 'bought' || own.state === 'left' || own.state === 'expired' ? 'left-line' : null;
}

/**
 * Makes one text speak for all that somebody waits for and that is back: the turns of the others are its, too. The
 * caller holds the number's lock, so that of several texts at once only the first is sent.
 * @param named how many others the text says there are: it speaks for no more and no fewer
 * @returns why this text is not to be sent, `recount` if it has to be written anew; `null` if it is
 */
export async function speakForAll(
  tx: Tx,
  turn: Turn,
  named: number,
): Promise<'told-together' | 'left-line' | 'recount' | null> {
  const why = await whyUntold(tx, turn);
  if (why !== null) return why;
  const { rows } = await sql<{ id: string }>`${others(turn)}`.execute(tx);
  if (rows.length !== named) return 'recount';
  if (named > 0)
    await sql`
      update waitlist set turn_runs = turn_runs || ${turn.runId}::uuid
      where id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  return null;
}
