import { date, type Tx } from '../database.js';

export const BACK_IN_STOCK = 'back-in-stock';
export const STOPPED = 'They said STOP';
export const REFUSED = 'They want no texts about what is back in stock';

/** Takes a number that no text may reach any more out of all lines, in the transaction in which that was said. */
export async function leaveAllLines(tx: Tx, phone: string, reason: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('waitlist')
    .set({ state: 'left', reason, ended_at: date(nowMs) })
    .where('phone', '=', phone)
    .where('state', '=', 'waiting')
    .execute();
}
