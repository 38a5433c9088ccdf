import { CannotRun } from './cannot-run.js';
import { readDuration } from './durations.js';

/** What happens to whoever is let through a journey in virtual time. Times in milliseconds. */
export interface Script {
  /** When the person comes in: ISO 8601. */
  startAt?: string;
  /** Properties of the event that lets them in. */
  entry?: { [field: string]: unknown };
  /** Fields that stand in for, or over, those of the person. */
  contact?: { [field: string]: unknown };
  days?: number;
  events: ScriptEvent[];
}

interface ScriptEvent {
  name: string;
  properties?: { [field: string]: unknown };
  /** Since they came in; for one person. */
  afterMs?: number;
  /** To how many of the people it happens, from 0 to 1, and within which time. */
  share?: number;
  withinMs?: number;
}

type Raw = { [field: string]: unknown };

/** Reads a script: an object as above, or only its list of events. `after` and `within` are words: `3 days`, `90m`. */
export function readScript(path: string, text: string): Script {
  const fail = (why: string) => new CannotRun(`${path}: ${why}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw fail(`this is not JSON. ${(error as Error).message}.`);
  }
  const script = (Array.isArray(json) ? { events: json } : json) as Raw | null;
  if (typeof script !== 'object' || script === null || !Array.isArray(script.events ?? []))
    throw fail('a script is { "entry": …, "contact": …, "events": [{ "name": …, "after": "3 days" }] }.');
  const time = (event: Raw, word: string) => {
    const value = event[word] ?? event[`${word}Ms`];
    if (value === undefined) return undefined;
    const ms = typeof value === 'number' ? value : readDuration(String(value));
    if (ms === null) throw fail(`“${String(value)}” is no time. Write it as 90m, 12h or 3 days.`);
    return ms;
  };
  const events = ((script.events ?? []) as unknown[]).map((given): ScriptEvent => {
    const event = given as Raw | null;
    if (typeof event?.name !== 'string') throw fail('each event needs a "name".');
    const { name, properties, share } = event;
    return {
      name,
      properties: properties as Raw | undefined,
      share: share as number | undefined,
      afterMs: time(event, 'after'),
      withinMs: time(event, 'within'),
    };
  });
  return { ...(script as Partial<Script>), events };
}
