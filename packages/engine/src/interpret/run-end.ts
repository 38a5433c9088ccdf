import type { Interrupt } from './command.js';

/** Unwinds a run to its end from wherever it is; caught by the interpreter and seen by nobody else. */
export class RunEnd {
  constructor(
    readonly outcome: string,
    /** In words a marketer reads; `null` keeps what the node said. */
    readonly reason: string | null = null,
  ) {}
}

/** Unwinds a step that can't be done to where the run stands still on it. */
export class Stuck {
  /** @param reason in words a marketer reads */
  constructor(readonly reason: string) {}
}

/** Unwinds a run to the wait that was over: the journey is paused, so it parks in there. */
export class Rewound {}

/** Unwinds a step that somebody asked to leave, or to do anew. */
export class Redirect {
  constructor(readonly to: Extract<Interrupt, { kind: 'skip' | 'retry' }>) {}
}
