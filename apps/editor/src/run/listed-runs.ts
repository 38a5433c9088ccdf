import type { RunFilter } from '../api/queries.js';

/** The list's filter, as an action on everybody in it says it. */
export type ListedRuns = Partial<Record<'node' | 'port' | 'status' | 'from' | 'to' | 'goal', string>> & {
  version?: number;
};

/** @returns `null` where nobody listed can be acted on: all have ended */
export function listedRuns({ node, port, status, version, from, to, goal }: RunFilter): ListedRuns | null {
  if (status === 'ended' || port === 'ended') return null;
  return {
    ...(node && { node }),
    ...(port && { port }),
    ...(status && { status }),
    ...(version && { version: Number(version) }),
    ...(from && { from }),
    ...(to && { to }),
    ...(goal && { goal }),
  };
}
