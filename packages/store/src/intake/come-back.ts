import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { takeTags } from '../people/tags.js';

/** The tag of whom win-back let go. */
export const SUNSET = 'sunset';

/** The events by which somebody shows that they are still there. */
export const SIGNS_OF_LIFE: ReadonlySet<string> = new Set([
  'Order Completed',
  'Link Clicked',
  'SMS Received',
  'SMS Subscribed',
]);

/** Takes the tag off whoever gives a sign of life after they were let go, whatever has become of the journey that put it on. */
export async function comeBack(
  tx: Tx,
  contactId: string,
  { name, occurredAtMs }: { name: string; occurredAtMs: number },
): Promise<void> {
  if (!SIGNS_OF_LIFE.has(name)) return;
  await takeTags(tx, [contactId], [SUNSET], { source: 'come-back', atMs: occurredAtMs, keepsLater: true });
}

/** `comeBack` of several events, one after the other, of whoever was let go. */
export async function comeBackOfAll(
  tx: Tx,
  all: readonly { contactId: string; name: string; occurredAtMs: number }[],
): Promise<void> {
  const signs = all.filter(({ name }) => SIGNS_OF_LIFE.has(name));
  if (signs.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select contact_id as id from contact_tags
    where tag = ${SUNSET} and contact_id = any (${[...new Set(signs.map(({ contactId }) => contactId))]}::uuid[])`.execute(
    tx,
  );
  const letGo = new Set(rows.map(({ id }) => id));
  for (const sign of signs) if (letGo.has(sign.contactId)) await comeBack(tx, sign.contactId, sign);
}
