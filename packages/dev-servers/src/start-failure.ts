/** Why a server could not be started, in one sentence that a person can act on. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  /** @param details what the server itself printed, for whoever wants to know more */
  constructor(
    message: string,
    readonly details = '',
  ) {
    super(message);
  }
}
