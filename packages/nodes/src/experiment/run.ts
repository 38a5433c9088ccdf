import type { RunOf } from '../kernel/define-node.js';
import { activity, note, pick } from '../kernel/effects.js';
import type { experiment } from './manifest.js';

export const run: RunOf<typeof experiment> = function* ({ config }) {
  const { winner } = yield* activity<{ winner: string | null }>('winner', {});
  const won = config.variants.find(({ id }) => id === winner);
  if (won) {
    yield* note(`“${won.name}” has won the experiment`);
    return won.id;
  }
  const variant = config.variants[yield* pick(config.variants.map(({ share }) => share))]!;
  yield* note(`By chance: “${variant.name}”`);
  return variant.id;
};
