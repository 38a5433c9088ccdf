import { date, type Database } from '../database.js';

/**
 * Writes down when somebody whose turn has come could lawfully be told: their text would be of no use by then, so that
 * others are told until that moment, and then it is their turn again.
 */
export async function keepTurnUntil(
  database: Database,
  { runId, phone, purpose }: { runId: string | null; phone: string | null; purpose: string },
  atMs: number,
): Promise<void> {
  if (purpose !== 'back-in-stock' || runId === null || phone === null) return;
  await database.pool.query(
    `update waitlist set not_before = $3 where phone = $1 and state = 'claimed' and $2 = any (turn_runs)`,
    [phone, runId, date(atMs)],
  );
}
