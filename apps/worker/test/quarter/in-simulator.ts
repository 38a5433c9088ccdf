import { evaluateGroup } from '@signalbox/engine/conditions';
import type { Plan } from '@signalbox/engine/graph';
import { Replay, type ReplayEvent } from '@signalbox/engine/simulate';
import { standIns } from '@signalbox/nodes/stand-ins';
import { renderTextSync } from '@signalbox/sms';
import {
  pastEvents,
  pastPeople,
  readingOnly,
  type Database,
  type PastEvent,
  type PastReading,
} from '@signalbox/store';
import { belonged, clockStarts, startOf } from '../../../api/src/backtest/clock-starts.js';
import { groupedBy, type Outcome } from './outcome.js';
import { keepTold, personOfThen, type PersonOfThen } from './person-of-then.js';
import { SharedPhones } from './shared-phones.js';
import { Stock } from './stock.js';

const SHOP_ZONE = 'Europe/Copenhagen';
const NO_JOURNEY = '00000000-0000-0000-0000-000000000000';

interface LiveJourney {
  id: string;
  name: string;
  plan: Plan;
}

/**
 * Lets all live journeys at once live through what came in at the doors, on one virtual clock and by the simulator: each
 * number's texts count for all of them.
 * @returns `torn`: numbers for which two texts waited for the very same instant, so that either may have gone first
 */
export function outcomesInSimulator(
  database: Database,
  { fromMs, toMs, sendingHours }: { fromMs: number; toMs: number; sendingHours: 'law' | 'always' },
): Promise<{ outcomes: Outcome[]; torn: Set<string> }> {
  return readingOnly(database, async (tx) => {
    const journeys = await liveJourneys(database);
    const events = await allEvents(tx, journeys, { fromMs, toMs });
    const stock = new Stock(events);
    const people = await everybody(tx, events, fromMs);
    const phones = new SharedPhones({ events, stock, sendingHours, shopTimeZone: SHOP_ZONE });
    await phones.countUnsolicited(database);
    let nowMs = fromMs;

    const replays = journeys.map(
      ({ id, name, plan }) =>
        new Replay<PersonOfThen>({
          plan,
          journeyId: id,
          activities: (person) => ({
            ...standIns,
            'send-sms.send': (input) => ({ ...phones.attempt({ name, plan }, person, input) }),
          }),
          shopTimeZone: SHOP_ZONE,
          render: (template, scope) => {
            const rendered = renderTextSync(template, { ...scope });
            return rendered.ok ? rendered.text : '';
          },
          evaluateGroup: (group, facts) =>
            evaluateGroup(group, { ...facts, product: stock.factsAt(variantOf(facts.event), nowMs) }),
          onRun: () => {},
        }),
    );
    /** Whoever is due first acts first, whichever journey they are in. */
    const goOn = (atMs: number) => {
      for (;;) {
        const dues = replays.map(({ nextAtMs }) => nextAtMs ?? Infinity);
        const dueMs = Math.min(...dues);
        if (dueMs >= atMs) break;
        nowMs = dueMs;
        replays[dues.indexOf(dueMs)]!.goOn(dueMs + 1);
      }
      nowMs = atMs;
    };

    const happened: { atMs: number; take: () => void }[] = events.map((event) => ({
      atMs: event.atMs,
      take: () => {
        const person = event.contactId === null ? null : (people.get(event.contactId) ?? null);
        if (person) keepTold(person, event);
        for (const replay of replays) replay.take(asReplayed(event), person);
      },
    }));
    for (const [index, { plan }] of journeys.entries()) {
      const starts = clockStarts(tx, plan, { fromMs, toMs, shopTimeZone: SHOP_ZONE, asDrawn: true });
      for await (const start of starts)
        happened.push({
          atMs: start.atMs,
          take: () => {
            for (const id of start.contactIds) {
              const person = people.get(id);
              if (person && belonged(person, start)) replays[index]!.take(startOf(id, start), person);
            }
          },
        });
    }
    for (const { atMs, take } of happened.sort((one, other) => one.atMs - other.atMs)) {
      goOn(atMs);
      take();
    }
    goOn(toMs);
    return phones;
  });
}

async function liveJourneys(database: Database): Promise<LiveJourney[]> {
  const { rows } = await database.pool.query<LiveJourney>(
    `select j.id, j.name, p.plan from journeys j
     join journey_versions v on v.journey_id = j.id and v.version = j.live_version
     join plans p on p.hash = v.plan_hash order by j.created_at`,
  );
  return rows;
}

/** All that came in, save starts by the clock, which are worked out anew. */
async function allEvents(
  tx: PastReading,
  journeys: LiveJourney[],
  within: { fromMs: number; toMs: number },
): Promise<PastEvent[]> {
  const rows = await tx.selectFrom('events').select('name').distinct().execute();
  const clocked = new Set(
    journeys.filter(({ plan }) => plan.trigger.direct).map(({ plan }) => plan.trigger.event),
  );
  const names = rows
    .map(({ name }) => name)
    .filter((name): name is string => name !== null && !clocked.has(name));
  const events: PastEvent[] = [];
  const past = { journeyId: NO_JOURNEY, names, byPurchase: false, ...within };
  for await (const page of pastEvents(tx, past)) events.push(...page);
  return events;
}

async function everybody(
  tx: PastReading,
  events: PastEvent[],
  fromMs: number,
): Promise<Map<string, PersonOfThen>> {
  const ids = (await tx.selectFrom('contacts').select('id').execute()).map(({ id }) => id);
  const sinceMs = fromMs - 400 * 86_400_000;
  const past = await pastPeople(tx, ids, { journeyId: NO_JOURNEY, sinceMs });
  const said = groupedBy(events, ({ contactId }) => contactId);
  return new Map(past.map((person) => [person.id, personOfThen(person, said.get(person.id) ?? [])]));
}

const asReplayed = ({ contactId: _, ...event }: PastEvent): ReplayEvent => event;

const variantOf = (event: unknown): string | null => {
  const id = (event as { variant_id?: unknown } | undefined)?.variant_id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
};
