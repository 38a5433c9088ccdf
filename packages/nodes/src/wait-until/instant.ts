import { momentOn, nextMoment, readMoment, sayMoment } from '../local-time/moments.js';
import type { Weekday } from '../local-time/weekdays.js';
import { zoneOf } from '../local-time/zone-of.js';

export interface Asked {
  time: string;
  weekdays: Weekday[];
  date?: string;
  /** Filled in; empty where the event names none. */
  moment?: string;
  shiftMs: number;
  clock: 'contact' | 'shop';
  /** When the run came to the step, Unix milliseconds. */
  enteredAtMs: number;
  /** True if the run has been at the step before: the instant at which it comes back has had its turn. */
  again: boolean;
}

/** `null` if what was asked for can't be read, or comes no more. */
export type Awaited = { atMs: number | null; said: string };

/** The instant that a step waits for, and how to say it. Pure: the same in the worker and in the simulator. */
export function instantOf(
  asked: Asked,
  contact: { [field: string]: unknown },
  shopTimeZone: string,
): Awaited {
  const { zone, note } =
    asked.clock === 'shop' ? { zone: shopTimeZone, note: '' } : zoneOf(contact, shopTimeZone);
  const at = baseOf(asked, zone);
  if (at === null)
    return {
      atMs: null,
      said:
        asked.moment === ''
          ? 'The moment is not told'
          : `“${asked.moment ?? asked.date}” is no date and time`,
    };
  const atMs = at + asked.shiftMs;
  const said = `${sayMoment(atMs, zone)}${note && `: ${note}`}`;
  return { atMs: atMs < earliestOf(asked) ? null : atMs, said };
}

const earliestOf = ({ enteredAtMs, again }: Asked): number => (again ? enteredAtMs + 1 : enteredAtMs);

function baseOf(asked: Asked, zone: string): number | null {
  const { moment, date, time, weekdays, shiftMs } = asked;
  if (moment !== undefined) return readMoment(moment, zone);
  if (!date) return nextMoment({ time, weekdays }, zone, earliestOf(asked) - shiftMs);
  try {
    return momentOn(date, time, zone);
  } catch {
    return null;
  }
}
