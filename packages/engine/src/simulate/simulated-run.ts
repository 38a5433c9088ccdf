import { ScriptQueue, type ScriptEntry } from './script.js';
import { simulating } from './simulate.js';
import type { SimulationOptions, SimulationResult } from './simulation.js';

/** One run of several that share a clock: whoever keeps it takes the run on, and tells it what happens. */
export class SimulatedRun {
  readonly #script: ScriptQueue;
  readonly #run: ReturnType<typeof simulating>;
  #nextAtMs: number | null = null;
  #result: SimulationResult | null = null;

  constructor(options: SimulationOptions) {
    this.#script = new ScriptQueue(options.script ?? []);
    this.#run = simulating(options, this.#script, { waits: true });
    this.#look(this.#run.next());
  }

  /** When it would act next, Unix milliseconds; `null` if it is over, or waits for what nobody has told. */
  get nextAtMs(): number | null {
    return this.#nextAtMs;
  }

  /** `null` while it is under way. */
  get result(): SimulationResult | null {
    return this.#result;
  }

  /** Does what is due at `nextAtMs`. */
  act(): void {
    if (this.#nextAtMs !== null) this.#look(this.#run.next('go'));
  }

  tell(entry: ScriptEntry): void {
    if (this.#result) return;
    this.#script.add(entry);
    this.#look(this.#run.next('look'));
  }

  /** Leaves it where it stands. */
  stop(): SimulationResult {
    if (!this.#result) this.#look(this.#run.next('stop'));
    return this.#result!;
  }

  #look({ done, value }: IteratorResult<number | null, SimulationResult>): void {
    if (done) this.#result = value;
    this.#nextAtMs = done ? null : value;
  }
}
