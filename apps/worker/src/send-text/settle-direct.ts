import { unsettledDirectTexts } from '@signalbox/store';
import { GIVE_UP_AFTER_MS, settle, UNDER_WAY_MS, type SettleDeps } from './settle.js';

const AT_ONCE = 20;

/**
 * Finds out, again and again, what became of texts that no run sends: no run comes back for them. A worker may have died
 * with one in its hands, so whoever lives asks for all. None is ever sent again.
 */
export function createDirectSettling(deps: SettleDeps): () => Promise<void> {
  const { database, nowMs = Date.now } = deps;
  /** When to ask next, by message: the carrier allows only so many lists. */
  let waiting = new Map<string, number>();

  return async () => {
    const now = nowMs();
    const open = await unsettledDirectTexts(database, {
      begunBeforeMs: now - UNDER_WAY_MS,
      unknownSinceMs: now - GIVE_UP_AFTER_MS,
      limit: AT_ONCE,
    });
    const next = new Map<string, number>();
    for (const message of open) {
      const askAtMs = waiting.get(message.id) ?? now;
      if (askAtMs > now) next.set(message.id, askAtMs);
      else {
        const found = await settle(deps, message, now);
        if (found.outcome === 'held') next.set(message.id, found.untilMs);
      }
    }
    waiting = next;
  };
}
