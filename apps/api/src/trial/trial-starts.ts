import { evaluateGroup } from '@signalbox/engine/conditions';
import type { JourneySettings, Plan } from '@signalbox/engine/graph';
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

const DAY = 86_400_000;

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
    const [doors, entries] = await Promise.all([
      journeyDoors(database, journeyIds),
      lastEntries(database, { journeyIds, contactIds }),
    ]);
    return new TrialStarts(doors, entries, ownJourneyId);
  }

  /** Stands in for the activity that starts another journey, for one passage of one person. */
  forRun(contactId: string, segments: string[]): StandIn<ActivityWorld> {
    const begun = new Map<string, number>();
    return ({ input, nowMs }, { contact, render }) => {
      const { journey, pass } = input as unknown as Starts;
      const door = this.doors.get(journey);
      const event = Object.fromEntries(pass.map(({ name, value }) => [name, render(value)]));
      const segment = Object.fromEntries(segments.map((id) => [id, true as const]));
      const reason =
        whyShut(door, nowMs) ??
        (evaluateGroup(door?.settings?.entryFilter, { contact, segment, event })
          ? this.#whyNotAgain(journey, contactId, begun.get(journey), nowMs)
          : 'The journey is not meant for this person');
      if (reason !== null) return { outcome: 'not-started', reason };
      begun.set(journey, nowMs);
      return { outcome: 'started', reason: '' };
    };
  }

  #whyNotAgain(
    journeyId: string,
    contactId: string,
    begunAtMs: number | undefined,
    nowMs: number,
  ): string | null {
    const reentry = this.doors.get(journeyId)?.settings?.reentry ?? { kind: 'once' };
    if (reentry.kind === 'always' || reentry.kind === 'restart') return null;
    const before = this.entries.get(entryOf(journeyId, contactId));
    if (before?.isInside || journeyId === this.ownJourneyId) return 'The person was in it already';
    const lastAtMs = begunAtMs ?? before?.atMs;
    return lastAtMs === undefined || mayEnterAgain(reentry, lastAtMs, nowMs)
      ? null
      : 'The person has been through it';
  }
}

function whyShut(door: JourneyDoor | undefined, nowMs: number): string | null {
  if (!door) return 'That journey is not there any more';
  if (!door.isLive || !door.settings) return `“${door.name}” is not live`;
  const { startsAt, endsAt } = door.settings;
  if (startsAt !== undefined && nowMs < Date.parse(startsAt))
    return 'The journey had not begun to take people in';
  if (endsAt !== undefined && nowMs >= Date.parse(endsAt)) return 'The journey no longer took people in';
  return null;
}

const mayEnterAgain = (reentry: JourneySettings['reentry'], lastAtMs: number, nowMs: number): boolean =>
  reentry.kind === 'after-days' ? lastAtMs <= nowMs - reentry.days * DAY : reentry.kind !== 'once';
