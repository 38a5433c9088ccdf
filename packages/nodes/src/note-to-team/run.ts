import type { RunOf } from '../kernel/define-node.js';
import { activity } from '../kernel/effects.js';
import type { noteToTeam } from './manifest.js';

export const run: RunOf<typeof noteToTeam> = function* ({ config }) {
  yield* activity('note', { text: config.text });
  return 'next';
};
