import type { ReplayEvent } from './replay.js';

/** Events that a run which begins later may have to hear of, by what they are found by. */
export class EarlierEvents {
  readonly #byKey = new Map<string, ReplayEvent[]>();

  /** @param awaited the names that some step, exit or goal awaits; no other event is kept */
  constructor(private readonly awaited: Set<string>) {}

  keep(event: ReplayEvent, keys: string[]): void {
    if (!this.awaited.has(event.name)) return;
    for (const key of keys) {
      const kept = this.#byKey.get(key);
      if (kept) kept.push(event);
      else this.#byKey.set(key, [event]);
    }
  }

  of(key: string): readonly ReplayEvent[] {
    return this.#byKey.get(key) ?? [];
  }
}
