import type { Tx } from '../database.js';
import type { IncomingEvent } from '../intake/incoming-event.js';
import type { Settled } from './settle-orders.js';
import { readProgramme } from './programme.js';

/** The source of events that our own programme tells. */
export const LOYALTY = 'loyalty';

/** What changed balances and tiers make happen: events of the people concerned. */
export async function happeningsOf(
  tx: Tx,
  { balances, tiers }: Settled,
  cause: { id: string; reason: string },
  nowMs: number,
): Promise<IncomingEvent[]> {
  if (balances.length + tiers.length === 0) return [];
  const rewards = (await readProgramme(tx))?.rewards ?? [];
  const event = (contactId: string, name: string, key: string, properties: IncomingEvent['properties']) => ({
    source: LOYALTY,
    messageId: `${cause.id}/${contactId}/${key}`,
    name,
    occurredAtMs: nowMs,
    contactId,
    identities: [],
    properties,
    keys: [],
    isHistory: false,
  });
  return [
    ...balances.flatMap(({ contactId, before, after }) => [
      event(contactId, 'Points Changed', 'points', {
        balance: after,
        balance_before: before,
        points: after - before,
        reason: cause.reason,
      }),
      ...rewards
        .filter(({ points }) => before < points && after >= points)
        .map((reward) =>
          event(contactId, 'Reward Ready', `reward/${reward.name}`, {
            reward: reward.name,
            points: reward.points,
            balance: after,
          }),
        ),
    ]),
    ...tiers.map(({ contactId, before, after, direction }) =>
      event(contactId, 'Tier Changed', 'tier', { tier: after, tier_before: before, direction }),
    ),
  ];
}
