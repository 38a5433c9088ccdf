import type { Tx } from '../database.js';
import { takeTags } from '../people/tags.js';

/** The tag of whom win-back let go. */
export const SUNSET = 'sunset';

const SIGNS_OF_LIFE = new Set(['Order Completed', 'Link Clicked', 'SMS Received', 'SMS Subscribed']);

/** Takes the tag off whoever gives a sign of life after they were let go, whatever has become of the journey that put it on. */
export async function comeBack(
  tx: Tx,
  contactId: string,
  { name, occurredAtMs }: { name: string; occurredAtMs: number },
): Promise<void> {
  if (!SIGNS_OF_LIFE.has(name)) return;
  await takeTags(tx, [contactId], [SUNSET], { source: 'come-back', atMs: occurredAtMs, keepsLater: true });
}
