import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars } from '../kernel/effects.js';
import type { setVariable } from './manifest.js';

export const run: RunOf<typeof setVariable> = function* ({ config }) {
  const { vars, faults } = yield* activity<{ vars: { [name: string]: string }; faults: string[] }>('render', {
    set: config.set,
  });
  yield* setVars(vars);
  if (faults.length > 0) yield* note(faults.join('. '));
  return 'next';
};
