/** The service is away, slow or busy: worth another try, later. */
export class ServiceAway extends Error {
  override name = 'ServiceAway';
  constructor(
    message: string,
    /** When the service wants to be asked again, if it said so. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
