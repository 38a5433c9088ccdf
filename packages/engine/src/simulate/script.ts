import type { RunEvent } from '@signalbox/nodes/kernel';
import type { Facts } from '../conditions/index.js';
import type { Plan } from '../graph/plan.js';
import type { Interrupt } from '../interpret/index.js';
import type { EvaluateGroup } from './simulation.js';

/** Something that reaches a simulated run at an instant of its virtual clock, Unix milliseconds. */
export type ScriptEntry =
  /** `refs` are found by the plan's subscriptions if absent. */
  | { atMs: number; event: RunEvent; refs?: string[] }
  | { atMs: number; interrupt: Interrupt }
  /** The journey is paused or resumed. */
  | { atMs: number; paused: boolean; due?: 'now' | 'later' | 'end' };

/** What is still to come, the earliest first; entries of the same instant keep their order. */
export class ScriptQueue {
  readonly #entries: ScriptEntry[];

  constructor(entries: ScriptEntry[]) {
    this.#entries = [...entries].sort(byTime);
  }

  get nextAtMs(): number | null {
    return this.#entries[0]?.atMs ?? null;
  }

  add(entry: ScriptEntry): void {
    this.#entries.push(entry);
    this.#entries.sort(byTime);
  }

  takeUntil(nowMs: number): readonly ScriptEntry[] {
    // Asked after each command, and mostly there is nothing.
    if (!(this.#entries[0] && this.#entries[0].atMs <= nowMs)) return NOTHING;
    let due = 1;
    while (due < this.#entries.length && this.#entries[due]!.atMs <= nowMs) due += 1;
    return this.#entries.splice(0, due);
  }
}

const NOTHING: readonly ScriptEntry[] = [];
const byTime = (a: ScriptEntry, b: ScriptEntry) => a.atMs - b.atMs;

/** The subscriptions of the plan that an event meets, as intake finds them. */
export function matchingRefs(
  plan: Plan,
  event: RunEvent,
  contact: Facts['contact'],
  evaluateGroup: EvaluateGroup,
): string[] {
  return plan.subscriptions
    .filter(({ event: name, where }) => {
      return (
        name === event.name && (!where || evaluateGroup(where, { contact, event: event.properties, run: {} }))
      );
    })
    .map(({ ref }) => ref);
}
