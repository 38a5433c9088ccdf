import { nameOf, type Name } from '../people/names.js';
import { identitiesOf } from './find-contact.js';
import type { IncomingEvent } from './incoming-event.js';

/** Those of messages that are the first to name anybody whom they name: each may make a person. */
export function firstOfNewcomers(
  messages: readonly IncomingEvent[],
  owners: ReadonlyMap<Name, string>,
): ReadonlySet<IncomingEvent> {
  const named = new Set<Name>(owners.keys());
  const first = new Set<IncomingEvent>();
  for (const incoming of messages) {
    const names = identitiesOf(incoming).map(nameOf);
    if (!names.some((name) => named.has(name))) first.add(incoming);
    for (const name of names) named.add(name);
  }
  return first;
}
