import { COUNTED_STATES, type Database } from '@signalbox/store';
import { DAY, type UseCase } from '../use-cases/driver.js';
import { QUARTER_DAYS, type Lives } from './lives.js';
import { groupedBy, type Outcome } from './outcome.js';

const AT_ONCE = 20;

/** Lets everybody live through the quarter on the real server. */
export async function liveThrough(world: UseCase, { happenings }: Lives): Promise<void> {
  // A person has one thing happen to them at an instant, so that those of one instant may come together.
  for (const [afterMs, together] of groupedBy(happenings, ([afterMs]) => afterMs)) {
    await world.clock.advanceTo(world.beganMs + afterMs);
    for (let first = 0; first < together.length; first += AT_ONCE)
      await Promise.all(together.slice(first, first + AT_ONCE).map(([, happen]) => happen()));
  }
  await world.clock.advanceTo(world.beganMs + QUARTER_DAYS * DAY);
}

/** What the ledger says became of each text. */
export async function outcomesOnServer(database: Database): Promise<Outcome[]> {
  const { rows } = await database.pool.query<{
    phone: string;
    journey: string;
    node_id: string;
    at: Date;
    state: string;
    reason_code: string | null;
    purpose: string;
    is_urgent: boolean;
  }>(
    `select coalesce(m.phone, c.phone) as phone, j.name as journey, m.node_id,
       coalesce(m.sending_at, m.settled_at, m.planned_at) as at, m.state, m.reason_code, m.purpose, m.is_urgent
     from messages m join journeys j on j.id = m.journey_id join contacts c on c.id = m.contact_id
     where m.state <> 'held' order by at`,
  );
  return rows.map(({ node_id, at, state, reason_code, is_urgent, ...row }) => ({
    ...row,
    nodeId: node_id,
    atMs: at.getTime(),
    what: (COUNTED_STATES as string[]).includes(state) ? 'sent' : (reason_code ?? state),
    isUrgent: is_urgent,
  }));
}
