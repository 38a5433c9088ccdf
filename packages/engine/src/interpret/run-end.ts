/** Unwinds a run to its end from wherever it is; caught by the interpreter and seen by nobody else. */
export class RunEnd {
  constructor(
    readonly outcome: string,
    /** In words a marketer reads; `null` keeps what the node said. */
    readonly reason: string | null = null,
  ) {}
}

export const failed = (reason: string) => new RunEnd('failed', reason);
