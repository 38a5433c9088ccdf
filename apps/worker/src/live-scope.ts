import type { ActivityContext } from '@signalbox/nodes/kernel';
import { PICKS, picksFor, productFacts, type Database } from '@signalbox/store';

/** What a text names beside the person, the event and the run, read now: the product it is about, and what to show them. */
export async function liveScope(
  database: Database,
  { contactId, entryEvent, nowMs }: ActivityContext,
  template: string,
): Promise<{ product?: unknown; pick?: unknown }> {
  const names = PICKS.filter((name) => new RegExp(`\\bpick\\s*\\.\\s*${name}\\b`).test(template));
  return {
    ...(/\bproduct\s*\./.test(template)
      ? { product: await productFacts(database, String(entryEvent.id)) }
      : {}),
    ...(names.length > 0 ? { pick: await picksFor(database, contactId, { nowMs, names }) } : {}),
  };
}
