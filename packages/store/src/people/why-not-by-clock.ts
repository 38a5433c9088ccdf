import { describeGroup, evaluateGroup } from '@signalbox/engine/conditions';
import type { Plan } from '@signalbox/engine/graph';
import { notBegunInstead, occurrences, type Schedule } from '@signalbox/nodes/clocks';
import type { Audience } from '../campaigns.js';
import type { Tx } from '../database.js';
import { begunTimes } from '../one-campaign-a-day.js';
import { segmentsOf } from '../segments/segments.js';
import { because, type Reason } from './reason.js';

const AHEAD_MS = 366 * 86_400_000;
const LOOKED_AT = 3;

/** Why a journey that keeps time has not let somebody in: what its campaigns say of them, whether it is for them, and when it comes. */
export async function whyNotByClock(
  kysely: Tx,
  { journeyId, plan }: { journeyId: string; plan: Plan },
  { id, facts }: { id: string; facts: { [field: string]: unknown } },
  { nowMs, shopTimeZone }: { nowMs: number; shopTimeZone: string },
): Promise<Reason[]> {
  const { config } = plan.nodes[plan.trigger.nodeId]!;
  if (plan.trigger.clock === 'contact-date') {
    const { field } = config as { field: string };
    const value = facts[field];
    return [
      value === undefined || value === null || value === ''
        ? because('no-date', `Comes on a date of the person, and none is known as “${field}”`)
        : because('to-come', `Comes around a date of the person: “${field}” is ${String(value)}`),
    ];
  }
  const { audience, ...schedule } = config as unknown as Schedule & { audience: Audience };
  const reasons = await whatCampaignsSay(kysely, journeyId, id);
  const keptOut = await whyNotForThem(kysely, audience, { id, facts });
  if (keptOut) return [...reasons, keptOut];
  const begun = await begunTimes({ kysely }, journeyId);
  const ahead = occurrences(schedule, shopTimeZone, { afterMs: nowMs, untilMs: nowMs + AHEAD_MS });
  const [next] = notBegunInstead(ahead, begun);
  if (next)
    return [
      ...reasons,
      because('to-come', 'Is among those that it is for. It begins next', new Date(next.atMs)),
    ];
  return reasons.length > 0
    ? reasons
    : [because('over', 'Its times have gone by, and this person was not among those that it went to')];
}

async function whatCampaignsSay(kysely: Tx, journeyId: string, contactId: string): Promise<Reason[]> {
  const rows = await kysely
    .selectFrom('campaign_people')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_people.campaign_id')
    .select(['campaign_people.outcome', 'campaign_people.reason', 'campaigns.due_at', 'campaigns.status'])
    .where('campaigns.journey_id', '=', journeyId)
    .where('campaign_people.contact_id', '=', contactId)
    .orderBy('campaigns.due_at', 'desc')
    .limit(LOOKED_AT)
    .execute();
  return rows.map(({ outcome, reason, due_at, status }) => {
    if (outcome === 'not-started')
      return because('not-started', `Was among those that it went to, and not let in: ${reason}`, due_at);
    return status === 'running' || status === 'gathering'
      ? because('in-line', 'Is among those that it goes to now, and has their turn yet to come', due_at)
      : because('stopped', 'It was stopped before it came to this person', due_at);
  });
}

async function whyNotForThem(
  kysely: Tx,
  { everyone, segment, where }: Audience,
  { id, facts }: { id: string; facts: { [field: string]: unknown } },
): Promise<Reason | null> {
  if (!everyone && !segment && !where?.rules.length) return because('no-audience', 'It goes to nobody');
  if (segment && !(await segmentsOf(kysely, id))[segment]) {
    const row = await kysely
      .selectFrom('segments')
      .select('name')
      .where('id', '=', segment)
      .executeTakeFirst();
    return because(
      'not-in-audience',
      `Goes to the segment “${row?.name ?? segment}”, and this person is not in it`,
    );
  }
  if (where && !evaluateGroup(where, { contact: facts }))
    return because('not-in-audience', `Goes only to people for whom: ${describeGroup(where)}`);
  return null;
}
