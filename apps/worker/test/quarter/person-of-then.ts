import { REWARD_NEWS, type RewardNews } from '@signalbox/sms';
import type { PastEvent, PastPerson } from '@signalbox/store';
import { asTheyWere, type ReplayedPerson } from '../../../api/src/backtest/past-person.js';

export type PersonOfThen = ReplayedPerson & { orderedAtMs: number[]; rewardNews: RewardNews[] };

/** A person at any instant of the quarter. What was not yet true at its beginning comes as it is told, or as steps write it. */
export function personOfThen(past: PastPerson, said: PastEvent[]): PersonOfThen {
  const person = asTheyWere(past);
  Object.assign(person.contact, { tags: [], points_balance: 0, tier: null, has_open_case: false });
  const ordered = said.filter(({ name }) => name === 'Order Completed');
  const rewards = said.filter(({ name }) => (REWARD_NEWS as readonly string[]).includes(name));
  return {
    ...person,
    orderedAtMs: ordered.map(({ occurredAtMs }) => occurredAtMs),
    rewardNews: rewards.map(({ name, occurredAtMs, properties }) => ({
      name,
      atMs: occurredAtMs,
      properties,
    })),
  };
}

/** What the shop's programme and its help desk say of somebody is so from then on. */
export function keepTold(
  { contact }: PersonOfThen,
  { name, properties: { balance, tier } }: PastEvent,
): void {
  if (name === 'Points Changed' && typeof balance === 'number') contact.points_balance = balance;
  if (name === 'Tier Changed' && typeof tier === 'string') contact.tier = tier;
  if (name === 'Support Case Opened') contact.has_open_case = true;
  if (name === 'Support Case Closed') contact.has_open_case = false;
}
