import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { loyaltyProgramme } from '@signalbox/store';
import { askBalance } from '../loyalty/ask-balance.js';
import type { SendTextDeps } from './deps.js';

type Balance =
  /** Whether what is known of the person has been read anew. */
  | { isNew: boolean }
  | { refused: { code: string; reason: string } }
  | { held: { untilMs: number; code: string; reason: string } };

/** What of a text or its condition says that the balance matters. */
const NAMES = /\b(points_balance|tier)\b/;

/**
 * Sees to it that the balance that is stored is the one of now, where a text says it or depends on it and the shop's own
 * programme can be asked. No text leaves with a balance that the programme did not confirm.
 */
export async function balanceFor(
  { database, services }: SendTextDeps,
  { contactId, nowMs }: ActivityContext,
  { template, onlyIf, stillTrue }: SendTextRequest,
  contact: Record<string, unknown>,
): Promise<Balance> {
  const asksForIt = stillTrue?.reward === true || NAMES.test(`${template} ${JSON.stringify(onlyIf ?? '')}`);
  if (!services || !asksForIt) return { isNew: false };
  const programme = await loyaltyProgramme(database);
  if (programme?.kind !== 'theirs' || !programme.ask) return { isNew: false };
  const asked = { contactId: String(contact.id ?? contactId), contact, nowMs };
  const answer = await askBalance({ database, services }, programme.ask, asked);
  switch (answer.outcome) {
    case 'fresh':
      return { isNew: false };
    case 'kept':
      return { isNew: true };
    case 'away':
      return { held: { untilMs: answer.untilMs, code: 'balance-waits', reason: answer.reason } };
    case 'unknown':
      return { refused: { code: 'no-balance', reason: answer.reason } };
  }
}
