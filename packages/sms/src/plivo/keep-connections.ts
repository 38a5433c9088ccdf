import type { Agent } from 'node:http';
import { createRequire } from 'node:module';

/** The types of Node leave out what it documents. */
type WithOptions = Agent & { options: { timeout?: number } };

/** One that a busy moment left unused for longer is closed from here: the other side may be about to. */
const UNUSED_FOR_MS = 15_000;

/**
 * The SDK opens a hundred connections at most, and closes all but twenty as they fall free: of forty texts under way at once
 * half would pay for a new connection, with TLS. Keeps as many as it opens.
 */
export function keepConnections(): void {
  const { defaults } = createRequire(createRequire(import.meta.url).resolve('plivo'))('axios') as {
    defaults: { httpAgent?: WithOptions; httpsAgent?: WithOptions };
  };
  for (const agent of [defaults.httpAgent, defaults.httpsAgent]) {
    if (!agent) continue;
    agent.maxFreeSockets = agent.maxSockets;
    agent.options.timeout = UNUSED_FOR_MS;
  }
}
