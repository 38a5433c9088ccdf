import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars } from '../kernel/effects.js';
import type { issueCoupon } from './manifest.js';

type Issued = { outcome: 'issued'; code: string } | { outcome: 'none-left'; reason: string };

export const run: RunOf<typeof issueCoupon> = function* ({ config }) {
  const result = yield* activity<Issued>('issue', { pool: config.pool });
  if (result.outcome === 'none-left') {
    yield* note(result.reason);
    return 'none-left';
  }
  yield* setVars({ [config.saveAs]: result.code });
  yield* note(`Got ${result.code}`);
  return 'issued';
};
