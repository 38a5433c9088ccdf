import type { RunOf } from '../kernel/define-node.js';
import { activity, sleepUntil } from '../kernel/effects.js';
import type { Place } from '../kernel/host.js';
import type { rateGate } from './manifest.js';

export const run: RunOf<typeof rateGate> = function* ({ config }) {
  let placeMs: number | null = null;
  for (;;) {
    const place: Place = yield* activity<Place>('reserve', {
      count: config.count,
      everyMs: config.everyMs,
      placeMs,
    });
    if (place.isTurn) return 'next';
    placeMs = place.atMs;
    yield* sleepUntil(placeMs);
  }
};
