/** So many people of one journey within `WINDOW_MS` are a crowd. */
const CROWD = 20;
const WINDOW_MS = 1_000;

export interface Crowds {
  /** Whether somebody who begins a journey comes with a crowd of it, in one batch or in many. */
  joins(journeyId: string, atMs: number): boolean;
}

/** Watches how fast people come into journeys here: a few at once are none, whatever else is under way. */
export function watchCrowds(): Crowds {
  const windows = new Map<string, { fromMs: number; count: number; isCrowd: boolean }>();
  return {
    joins(journeyId, atMs) {
      const window = windows.get(journeyId);
      const isOver = !window || atMs - window.fromMs >= WINDOW_MS;
      const next = isOver
        ? // Who comes right behind a crowd is of it.
          { fromMs: atMs, count: 1, isCrowd: window !== undefined && isFull(window, atMs) }
        : { ...window, count: window.count + 1 };
      windows.set(journeyId, next);
      return next.isCrowd || next.count >= CROWD;
    },
  };
}

const isFull = (window: { fromMs: number; count: number }, atMs: number): boolean =>
  window.count >= CROWD && atMs - window.fromMs < 2 * WINDOW_MS;
