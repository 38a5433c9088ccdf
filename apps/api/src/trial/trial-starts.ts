import { evaluateGroup } from '@signalbox/engine/conditions';
import { mayEnter, opening, propertyKeys, type JourneySettings, type Plan } from '@signalbox/engine/graph';
import type { ActivityWorld } from '@signalbox/engine/simulate';
import type { StandIn } from '@signalbox/nodes/kernel';
import {
  entryOf,
  journeyDoors,
  lastEntries,
  type Database,
  type JourneyDoor,
  type LastEntry,
} from '@signalbox/store';

interface Starts {
  journey: string;
  pass: { name: string; value: string }[];
}

/**
 * Whether the other journeys that a draft starts would let its people in: by their own dates, filters and rules of
 * re-entry, as they are now. Nobody is let in.
 */
export class TrialStarts {
  private constructor(
    private readonly doors: Map<string, JourneyDoor>,
    private readonly entries: Map<string, LastEntry>,
    private readonly ownJourneyId: string | undefined,
  ) {}

  /** @param ownJourneyId the journey that is tried, if it is one: whoever passes through it is inside of it */
  static async of(
    database: Database,
    { nodes }: Plan,
    contactIds: string[],
    ownJourneyId: string | undefined,
  ): Promise<TrialStarts> {
    const journeyIds = Object.values(nodes).flatMap(({ type, config }) =>
      type.startsWith('start-journey@') ? [String(config.journey)] : [],
    );
    if (journeyIds.length === 0) return new TrialStarts(new Map(), new Map(), ownJourneyId);
    const doors = await journeyDoors(database, journeyIds);
    const asking = [...doors.keys()].filter((id) => asksWhoWasIn(reentryOf(doors.get(id))));
    const entries = await lastEntries(database, { journeyIds: asking, contactIds });
    return new TrialStarts(doors, entries, ownJourneyId);
  }

  /**
   * Stands in for the activity that starts another journey, for one passage of one person.
   * @param entry the properties of the event that let them into the journey that is tried
   */
  forRun(contactId: string, segments: string[], entry: { [key: string]: unknown }): StandIn<ActivityWorld> {
    const begun = new Map<string, number>();
    return ({ input, nowMs }, { contact, render }) => {
      const { journey, pass } = input as unknown as Starts;
      const door = this.doors.get(journey);
      const event = Object.fromEntries(pass.map(({ name, value }) => [name, render(value)]));
      const segment = Object.fromEntries(segments.map((id) => [id, true as const]));
      const key = keyOf(door, event);
      const entered = entryOf(journey, contactId, key);
      const isOwn = journey === this.ownJourneyId && key === keyOf(door, entry);
      const reason =
        whyShut(door, nowMs) ??
        (evaluateGroup(door?.settings?.entryFilter, { contact, segment, event })
          ? whyNotAgain(door, {
              before: this.entries.get(entered),
              begunAtMs: begun.get(entered),
              isOwn,
              nowMs,
            })
          : 'The journey is not meant for this person');
      if (reason !== null) return { outcome: 'not-started', reason };
      begun.set(entered, nowMs);
      return { outcome: 'started', reason: '' };
    };
  }
}

interface Former {
  before: LastEntry | undefined;
  /** When the trial itself let the person in. */
  begunAtMs: number | undefined;
  /** Whether the run that is tried is itself what they would be in. */
  isOwn: boolean;
  nowMs: number;
}

function whyNotAgain(
  door: JourneyDoor | undefined,
  { before, begunAtMs, isOwn, nowMs }: Former,
): string | null {
  const reentry = reentryOf(door);
  // Nobody knows when they will be through what the trial let them into.
  const isBegun = reentry.kind === 'after-exit' && begunAtMs !== undefined;
  const isInside = before?.isInside === true || isOwn || isBegun;
  const may = mayEnter(reentry, { isInside, lastAtMs: begunAtMs ?? before?.atMs }, nowMs);
  if (may === 'yes') return null;
  return may === 'inside-already' ? 'The person was in it already' : 'The person has been through it';
}

/** By what the journey would know a run that such an event began from the person's others; empty if by nothing. */
function keyOf(door: JourneyDoor | undefined, event: { [key: string]: unknown }): string {
  const correlation = door?.settings?.correlation;
  return correlation?.by === 'property' ? (propertyKeys([correlation.path], event)[0] ?? '') : '';
}

function whyShut(door: JourneyDoor | undefined, nowMs: number): string | null {
  if (!door) return 'That journey is not there any more';
  if (!door.isLive || !door.settings) return `“${door.name}” is not live`;
  const open = opening(door.settings, nowMs);
  if (open === 'open') return null;
  return open === 'over'
    ? 'The journey no longer took people in'
    : 'The journey had not begun to take people in';
}

const reentryOf = (door: JourneyDoor | undefined): JourneySettings['reentry'] =>
  door?.settings?.reentry ?? { kind: 'once' };

const asksWhoWasIn = ({ kind }: JourneySettings['reentry']): boolean =>
  kind !== 'always' && kind !== 'restart';
