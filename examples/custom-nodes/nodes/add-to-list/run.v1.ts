import { activity, type RunOf } from '@signalbox/nodes/kernel';
import type { addToList } from './manifest.v1.js';

/** For the journeys that were published with it. */
export const run: RunOf<typeof addToList> = function* ({ config }) {
  const { connection, listId, doubleOptIn } = config;
  yield* activity('add', { connection, list: listId, email: '{{ contact.email }}', confirm: doubleOptIn });
  return 'next';
};
