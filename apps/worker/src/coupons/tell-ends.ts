import type { HttpResult, ServiceHost } from '@signalbox/nodes/kernel';
import { ServiceAway } from '@signalbox/outbound';
import { codesToTell, connectionKind, markCodeTold, type Database } from '@signalbox/store';
import type { Logger } from 'pino';
import type { AskShop } from './shop-coupons.js';
import { moveEndInShopify } from './shopify.js';
import { moveEndInWooCommerce } from './woocommerce.js';

const TICK_MS = 1_000;
const SOON_MS = 60_000;
const LATER_MS = 60 * SOON_MS;

interface Deps {
  database: Database;
  services: ServiceHost;
  logger: Logger;
}

/** Keeps telling shops of codes with another end, apart from all that must not wait for a slow shop. @returns how to stop it */
export function startTellingEnds({
  nowMs = Date.now,
  ...deps
}: Deps & { nowMs?: () => number }): () => Promise<void> {
  let telling: Promise<void> | null = null;
  const timer = setInterval(() => {
    telling ??= tellEnds(deps, nowMs())
      .catch((error: unknown) =>
        deps.logger.warn({ err: error }, 'Shops could not be told of codes; trying again'),
      )
      .finally(() => (telling = null));
  }, TICK_MS).unref();
  return async () => {
    clearInterval(timer);
    await telling;
  };
}

/** Tells shops of codes that end at another time than they were made with, until each shop knows. */
export async function tellEnds({ database, services, logger }: Deps, nowMs: number): Promise<void> {
  for (const code of await codesToTell(database, nowMs)) {
    const { connectionId } = code;
    const kind = await connectionKind(database, connectionId);
    const ask: AskShop = (request): Promise<HttpResult> => services.request({ ...request, connectionId });
    try {
      const refused = !kind
        ? 'its connection was removed'
        : await (kind === 'woocommerce' ? moveEndInWooCommerce(ask, code) : moveEndInShopify(ask, code));
      if (refused !== null) logger.warn({ why: refused }, 'A shop did not take another end of a code');
      await markCodeTold(database, code, refused === null ? null : nowMs + LATER_MS);
    } catch (error) {
      if (!(error instanceof ServiceAway)) throw error;
      await markCodeTold(database, code, nowMs + (error.retryAfterMs ?? SOON_MS));
    }
  }
}
