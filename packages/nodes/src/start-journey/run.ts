import type { RunOf } from '../kernel/define-node.js';
import { activity, note } from '../kernel/effects.js';
import type { startJourney } from './manifest.js';

export const run: RunOf<typeof startJourney> = function* ({ config }) {
  const result = yield* activity<{ outcome: string; reason: string }>('start', {
    journey: config.journey,
    pass: config.pass,
  });
  if (result.outcome === 'started') return 'started';
  yield* note(result.reason);
  return 'not-started';
};
