import TinyQueue from 'tinyqueue';
import type { SimulatedRun } from './simulated-run.js';

/** Who acts next, of many runs under one clock. */
export class Agenda {
  /** An entry whose run has another plan by now is passed over. */
  readonly #entries = new TinyQueue<{ atMs: number; turn: number; run: SimulatedRun }>(
    [],
    (a, b) => a.atMs - b.atMs || a.turn - b.turn,
  );
  #turn = 0;

  add(run: SimulatedRun): void {
    if (run.nextAtMs !== null) this.#entries.push({ atMs: run.nextAtMs, turn: this.#turn++, run });
  }

  /** When somebody acts next, Unix milliseconds; `null` if nobody has anything to do. */
  get nextAtMs(): number | null {
    for (let next = this.#entries.peek(); next; next = this.#entries.peek()) {
      if (next.run.nextAtMs === next.atMs) return next.atMs;
      this.#entries.pop();
    }
    return null;
  }

  /** Takes every run on to where it acts no earlier than `beforeMs`. */
  goOn(beforeMs: number, acted: (run: SimulatedRun) => void): void {
    for (let next = this.#entries.peek(); next && next.atMs < beforeMs; next = this.#entries.peek()) {
      this.#entries.pop();
      if (next.run.nextAtMs !== next.atMs) continue;
      next.run.act();
      acted(next.run);
      this.add(next.run);
    }
  }
}
