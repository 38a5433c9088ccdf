/** Broken promises of the engine, by code; each says what to do in `docs/errors.md`. */
export type EngineErrorCode = 'PLAN_UNKNOWN_NODE' | 'PLAN_NOT_FOUND' | 'SIMULATION_NO_ACTIVITY';

export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
