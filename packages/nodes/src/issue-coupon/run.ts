import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars, sleepUntil } from '../kernel/effects.js';
import type { issueCoupon } from './manifest.js';

type Issued =
  | { outcome: 'issued'; code: string; expiresAt?: string | null }
  | { outcome: 'none-left'; reason: string }
  | { outcome: 'waits'; untilMs: number; reason: string };

/** Asks until there is a code or there will be none; while the shop can't make it, the person waits here. */
export const run: RunOf<typeof issueCoupon> = function* ({ config }) {
  for (;;) {
    const result = yield* activity<Issued>('issue', { pool: config.pool });
    if (result.outcome === 'issued') {
      const ends = result.expiresAt ? { [`${config.saveAs}_expires`]: result.expiresAt } : {};
      yield* setVars({ [config.saveAs]: result.code, ...ends });
      yield* note(`Got ${result.code}`);
      return 'issued';
    }
    yield* note(result.reason);
    if (result.outcome === 'none-left') return 'none-left';
    yield* sleepUntil(result.untilMs);
  }
};
