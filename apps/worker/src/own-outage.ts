import type { Host } from '@signalbox/nodes/kernel';

const DOWN = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Errors by which a part of ours said that it is away. */
const ours = new WeakSet<object>();

/** Whether a part of ours was down: a step that fails of that is not to blame, unlike one whose own service is away. */
export const isOwnOutage = (error: unknown): boolean =>
  error instanceof Error && (ours.has(error) || isOwnOutage(error.cause));

/** An error that no step is to blame for: it is waited for, however long, until somebody has put it right. */
export function ownFault(message: string): Error {
  const error = new Error(message);
  ours.add(error);
  return error;
}

/** A host whose failures are known for ours, but for those of services on the network that it asks for a step. */
export function ownHost(host: Host): Host {
  const own = (name: string, value: unknown) =>
    typeof value === 'function' && name !== 'request' ? marking(value as Asked) : value;
  return Object.fromEntries(
    Object.entries(host).map(([name, value]) => [name, own(name, value)]),
  ) as unknown as Host;
}

type Asked = (...given: unknown[]) => unknown;

const marking =
  (ask: Asked): Asked =>
  async (...given) => {
    try {
      return await ask(...given);
    } catch (error) {
      if (error instanceof Error && looksDown(error)) ours.add(error);
      throw error;
    }
  };

/** PostgreSQL that is away: connection exceptions (class 08), too many connections, shutdown (class 57P). */
function looksDown({ message, code = '' }: Error & { code?: string }): boolean {
  return (
    DOWN.has(code) ||
    /^(08|57P|53300)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  );
}
