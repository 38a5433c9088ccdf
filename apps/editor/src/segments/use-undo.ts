import { useState } from 'react';

interface Kept<Value> {
  past: Value[];
  now: Value;
  future: Value[];
  changedAtMs: number;
}

/** What is typed without a rest of this length is one step. */
const REST_MS = 1_000;
const MOST_STEPS = 200;

export interface Undo<Value> {
  now: Value;
  change: (next: Value, atMs?: number) => void;
  /** Puts another in its place, which is a step of its own however soon it comes. */
  replace: (next: Value) => void;
  /** `null`: there is nothing to take back, or to do again. */
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** A value that is written piece by piece, with the way back. */
export function useUndo<Value>(first: Value): Undo<Value> {
  const [kept, setKept] = useState<Kept<Value>>({ past: [], now: first, future: [], changedAtMs: 0 });
  return {
    now: kept.now,
    change: (next, atMs = Date.now()) => setKept((before) => changed(before, next, atMs)),
    replace: (next) => setKept((before) => replaced(before, next, Date.now())),
    undo: kept.past.length > 0 ? () => setKept(undone) : null,
    redo: kept.future.length > 0 ? () => setKept(redone) : null,
  };
}

export function changed<Value>(before: Kept<Value>, next: Value, atMs: number): Kept<Value> {
  const isTyping = isLetterAway(before.now, next) && atMs - before.changedAtMs < REST_MS;
  const past = isTyping ? before.past : [...before.past, before.now].slice(-MOST_STEPS);
  return { past, now: next, future: [], changedAtMs: atMs };
}

export const replaced = <Value>(before: Kept<Value>, next: Value, atMs: number): Kept<Value> => ({
  ...changed({ ...before, changedAtMs: 0 }, next, atMs),
  changedAtMs: 0,
});

export const undone = <Value>(kept: Kept<Value>): Kept<Value> =>
  kept.past.length === 0
    ? kept
    : {
        past: kept.past.slice(0, -1),
        now: kept.past.at(-1)!,
        future: [kept.now, ...kept.future],
        changedAtMs: 0,
      };

export const redone = <Value>(kept: Kept<Value>): Kept<Value> =>
  kept.future.length === 0
    ? kept
    : { past: [...kept.past, kept.now], now: kept.future[0]!, future: kept.future.slice(1), changedAtMs: 0 };

/** A letter more or less, as against a condition that came or went. */
const isLetterAway = (one: unknown, other: unknown): boolean =>
  Math.abs(JSON.stringify(one).length - JSON.stringify(other).length) <= 2;
