/** So many people of one journey within `WINDOW_MS` are a crowd. */
const CROWD = 20;
const WINDOW_MS = 1_000;

export interface Crowds {
  /** Whether somebody who begins a journey comes with a crowd of it, in one batch or in many. */
  joins(journeyId: string, atMs: number): boolean;
}

/** Watches how fast people come into journeys here: a few at once are none, whatever else is under way. */
export function watchCrowds(): Crowds {
  /** When the last `CROWD` people of each journey came. */
  const latest = new Map<string, number[]>();
  return {
    joins(journeyId, atMs) {
      const times = [...(latest.get(journeyId) ?? []), atMs].slice(-CROWD);
      latest.set(journeyId, times);
      return times.length === CROWD && atMs - times[0]! < WINDOW_MS;
    },
  };
}
