/** PostgreSQL's classes “data exception” and “program limit exceeded”: the message is at fault, and would be again. */
export const isBadData = (error: unknown): boolean =>
  /^(22|54)/.test(String((error as { code?: unknown } | null)?.code ?? ''));
