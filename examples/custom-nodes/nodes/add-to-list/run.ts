import { activity, note, type RunOf } from '@signalbox/nodes/kernel';
import type { Added } from './activities.js';
import type { addToList } from './manifest.js';

export const run: RunOf<typeof addToList> = function* ({ config }) {
  const { list, email, confirm, connection } = config;
  const result: Added = yield* activity('add', { connection, list, email, confirm: confirm === 'ask' });
  yield* note(result.reason);
  return result.isAdded ? 'added' : 'failed';
};
