import type { ReplayEvent } from './replay.js';

interface Kept {
  event: ReplayEvent;
  /** `null` of what names nobody. */
  personId: string | null;
}

/** Events that a run which begins later may have to hear of, by what they are found by. */
export class EarlierEvents {
  readonly #byKey = new Map<string, Kept[]>();
  readonly #byPerson = new Map<string, Kept[]>();

  /** @param awaited the names that some step, exit or goal awaits; no other event is kept */
  constructor(private readonly awaited: Set<string>) {}

  keep(event: ReplayEvent, personId: string | null, keys: Iterable<string>): void {
    if (!this.awaited.has(event.name)) return;
    const kept = { event, personId };
    for (const key of keys) add(this.#byKey, key, kept);
    if (personId !== null) add(this.#byPerson, personId, kept);
  }

  /** Those that have one of the keys, whoever they name. */
  of(keys: string[]): ReplayEvent[] {
    return eventsOf(this.#withKeys(keys));
  }

  /** Those of a person; if there are keys, of that person or of nobody, and with one of the keys. */
  ofPerson(id: string, keys: string[]): ReplayEvent[] {
    if (keys.length === 0) return eventsOf(this.#byPerson.get(id) ?? []);
    return eventsOf(this.#withKeys(keys).filter(({ personId }) => personId === id || personId === null));
  }

  #withKeys = (keys: string[]): Kept[] => keys.flatMap((key) => this.#byKey.get(key) ?? []);
}

const eventsOf = (kept: Kept[]): ReplayEvent[] => [...new Set(kept.map(({ event }) => event))];

function add(lists: Map<string, Kept[]>, key: string, kept: Kept): void {
  const list = lists.get(key);
  if (list) list.push(kept);
  else lists.set(key, [kept]);
}
