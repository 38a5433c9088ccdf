import type { Tx } from '../database.js';
import type { PointsEntry } from './ledger.js';
import type { Programme } from './programme.js';

/** What is told of a reward that somebody used, or gave back. */
export interface RewardEvent {
  id: string;
  name: string;
  source: string;
  contactId: string | null;
  occurredAtMs: number;
  properties: { [key: string]: unknown };
}

const DAY = 86_400_000;
/** More than a balance holds: an id, told as points by mistake. */
const MOST_POINTS = 2_000_000_000;
const USED = 'Reward Redeemed';
const RETURNED = 'Reward Returned';

export const isAboutReward = ({ name, contactId }: RewardEvent): boolean =>
  contactId !== null && (name === USED || name === RETURNED);

interface Paid {
  contactId: string;
  points: number;
}

/** What was written down of the rewards that events tell of, by its key. */
async function writtenOf(tx: Tx, events: RewardEvent[]): Promise<Map<string, Paid>> {
  if (events.length === 0) return new Map();
  const rows = await tx
    .selectFrom('points_entries')
    .select(['key', 'points', 'contact_id as contactId'])
    .where('about', 'in', [...new Set(events.map(aboutOf))])
    .execute();
  return new Map(rows.map(({ key, ...paid }) => [key, paid]));
}

/** Who paid for the rewards that events tell of, whomever they name. */
export const ownersOfRewards = async (tx: Tx, events: RewardEvent[]): Promise<string[]> =>
  [...(await writtenOf(tx, events)).values()].map(({ contactId }) => contactId);

/**
 * What rewards that were used cost their people, and what those that came back give them again. A redemption that is
 * named by `redemption_id` costs once and comes back once, however often and in whatever order it is told; one without
 * is known by its message. What comes back goes to whoever paid for it. The caller holds `lockPoints` of all of them, see
 * `ownersOfRewards`.
 */
export async function rewardEntries(
  tx: Tx,
  programme: Programme,
  events: RewardEvent[],
): Promise<PointsEntry[]> {
  const known = await writtenOf(tx, events);
  const entries: PointsEntry[] = [];
  for (const event of events) {
    const entry = entryOf(programme, event, known);
    if (!entry) continue;
    known.set(entry.key, entry);
    entries.push(entry);
  }
  return entries;
}

function entryOf(
  programme: Programme,
  event: RewardEvent,
  known: ReadonlyMap<string, Paid>,
): PointsEntry | null {
  const about = aboutOf(event);
  const [used, returned] = [`${about}/used`, `${about}/returned`];
  const isReturn = event.name === RETURNED;
  if (known.has(isReturn ? returned : used) || (!isReturn && known.has(returned))) return null;
  // Like orders of before, rewards of before cost nothing here.
  if (!isReturn && event.occurredAtMs < Date.parse(programme.since)) return null;
  const paid = known.get(used);
  const points = isReturn ? -(paid?.points ?? 0) : -priceOf(programme, event);
  if (!isReturn && points === 0) return null;
  const name = nameOf(event);
  return {
    key: isReturn ? returned : used,
    contactId: isReturn && paid ? paid.contactId : event.contactId!,
    // What came back before it was heard of is written down as nothing, so that it costs nothing either.
    points: points || 0,
    reason: `${isReturn ? 'A reward came back' : 'A reward was used'}${name === null ? '' : `: ${name}`}`,
    kind: 'changed',
    about,
    ...(isReturn && programme.expiryDays !== undefined
      ? { expiresAtMs: event.occurredAtMs + programme.expiryDays * DAY }
      : {}),
    atMs: event.occurredAtMs,
  };
}

const aboutOf = ({ id, source, properties: { redemption_id } }: RewardEvent): string =>
  typeof redemption_id === 'string' || typeof redemption_id === 'number'
    ? `reward/${source}/${String(redemption_id).slice(0, 200)}`
    : `reward/${id}`;

const nameOf = ({ properties: { reward } }: RewardEvent): string | null =>
  typeof reward === 'string' && reward.trim() !== '' ? reward.trim().slice(0, 100) : null;

/**
 * What the message says that it cost, as 100 or as the -100 by which it changes a balance; else the price of the
 * programme's reward of that name.
 */
function priceOf({ rewards }: Programme, event: RewardEvent): number {
  const { points } = event.properties;
  const isTold = typeof points === 'number' || (typeof points === 'string' && points.trim() !== '');
  const told = isTold ? Math.abs(Math.round(Number(points))) : Number.NaN;
  if (told < MOST_POINTS) return told;
  return rewards.find(({ name }) => name === nameOf(event))?.points ?? 0;
}
