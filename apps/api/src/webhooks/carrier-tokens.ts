import { openCarrierAccount } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';

const LOOK_AGAIN_MS = 5_000;

/** The tokens that the carrier may have signed with: those of the settings, and those of the environment. */
export function createCarrierTokens({ database, config }: Pick<ApiDeps, 'database' | 'config'>) {
  const fromEnvironment = config.PLIVO_AUTH_TOKEN.split(',')
    .map((token) => token.trim())
    .filter(Boolean);
  let known: { tokens: string[]; lookedAtMs: number } | null = null;
  return async (): Promise<string[]> => {
    const nowMs = performance.now();
    if (known && nowMs - known.lookedAtMs < LOOK_AGAIN_MS) return known.tokens;
    const account = config.SIGNALBOX_SECRET
      ? await openCarrierAccount(database, config.SIGNALBOX_SECRET)
      : null;
    known = { tokens: [...(account?.authTokens ?? []), ...fromEnvironment], lookedAtMs: nowMs };
    return known.tokens;
  };
}
