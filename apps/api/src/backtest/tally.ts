import type { NotEntered, Replay, SimulationResult } from '@signalbox/engine/simulate';
import type { Backtest } from '../contract/index.js';
import { heldInShort, notEnteredInShort, notSentInShort } from './in-short.js';
import { nameOf } from './judge.js';
import type { ReplayedPerson } from './past-person.js';
import type { WouldBeText } from './would-send.js';

const DAY = 86_400_000;
const MOST_ROWS = 1_000;

/** What a replay comes to, by the same sums as the canvas of a live journey. */
export class Tally {
  #texts = 0;
  #parts = 0;
  #settled = 0;
  #inside = 0;
  readonly #texted = new Set<string>();
  readonly #ended: Record<string, number> = {};
  readonly #nodes: Backtest['nodes'] = {};
  readonly #notSent = new Map<string, { reason: string; count: number }>();
  readonly #held = new Map<string, Set<string>>();
  readonly #days = new Map<string, { texts: number; parts: number; notSent: number }>();
  readonly #rows: Backtest['rows'] = [];

  run({ steps, end }: SimulationResult): void {
    if (end) this.#ended[end.outcome] = (this.#ended[end.outcome] ?? 0) + 1;
    else this.#inside += 1;
    for (const { nodeId, leftAtMs, port } of steps) {
      const node = (this.#nodes[nodeId] ??= { entered: 0, waiting: 0, left: {}, endedHere: 0 });
      node.entered += 1;
      if (leftAtMs === null) node.waiting += 1;
      else if (port === null) node.endedHere += 1;
      else node.left[port] = (node.left[port] ?? 0) + 1;
    }
  }

  text({ atMs, person, nodeId, purpose, text, parts, code, reason }: WouldBeText): void {
    const at = new Date(atMs).toISOString();
    this.#settled += 1;
    const day = this.#days.get(at.slice(0, 10)) ?? { texts: 0, parts: 0, notSent: 0 };
    this.#days.set(at.slice(0, 10), day);
    if (text !== null) {
      this.#texts += 1;
      this.#parts += parts;
      this.#texted.add(person.phone ?? person.id);
      day.texts += 1;
      day.parts += parts;
    } else {
      day.notSent += 1;
      const known = this.#notSent.get(code!) ?? { reason: notSentInShort(code!, reason!), count: 0 };
      known.count += 1;
      this.#notSent.set(code!, known);
    }
    if (this.#rows.length < MOST_ROWS) {
      const contact = { id: person.id, name: nameOf(person.contact), phone: person.phone };
      this.#rows.push({ at, contact, nodeId, purpose, text, parts, code, reason });
    }
  }

  held(key: string, code: string): void {
    const keys = this.#held.get(code) ?? new Set();
    this.#held.set(code, keys.add(key));
  }

  result({ entered, notEntered, goalsReached }: Replay<ReplayedPerson>, hasGoal: boolean) {
    return {
      entered: entered.runs,
      people: entered.people.size,
      notEntered: Object.entries(notEntered)
        .filter(([, count]) => count > 0)
        .map(([code, count]) => ({ code, count, reason: notEnteredInShort(code as NotEntered) })),
      texts: this.#texts,
      textedPeople: this.#texted.size,
      parts: this.#parts,
      notSent: [...this.#notSent]
        .map(([code, counted]) => ({ code, ...counted }))
        .sort((a, b) => b.count - a.count),
      held: [...this.#held].map(([code, keys]) => ({
        code,
        reason: heldInShort(code),
        count: keys.size,
      })),
      ended: this.#ended,
      inside: this.#inside,
      goalsReached: hasGoal ? goalsReached : null,
      nodes: this.#nodes,
      days: this.#everyDay(),
      rows: this.#rows,
      rowsLeft: this.#settled - this.#rows.length,
    };
  }

  /** From the first text to the last, days without one included. */
  #everyDay(): Backtest['days'] {
    const known = [...this.#days.keys()].sort();
    const days: Backtest['days'] = [];
    for (let atMs = Date.parse(known[0] ?? ''); atMs <= Date.parse(known.at(-1) ?? ''); atMs += DAY) {
      const day = new Date(atMs).toISOString().slice(0, 10);
      days.push({ day, ...(this.#days.get(day) ?? { texts: 0, parts: 0, notSent: 0 }) });
    }
    return days;
  }
}
