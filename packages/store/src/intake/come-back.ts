import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { BY_STEP, takeTags } from '../people/tags.js';

/** The tag of whom win-back let go. */
const SUNSET = 'sunset';

/**
 * Whether somebody was let go, as SQL over `contact_tags t`: a step put the tag on. A shop, a file or an app may have a
 * tag of that name that says something else, as of a list of e-mails.
 */
export const IS_LET_GO = `t.tag = '${SUNSET}' and t.source = '${BY_STEP}'`;

/** The events by which somebody shows that they are still there. */
export const SIGNS_OF_LIFE: ReadonlySet<string> = new Set([
  'Order Completed',
  'Link Clicked',
  'SMS Received',
  'SMS Subscribed',
]);

/** Has a step's word stand where a tag of that name was there before. */
export async function letGo(tx: Tx, contactId: string, tags: string[], atMs: number): Promise<void> {
  if (!tags.some((tag) => tag.trim() === SUNSET)) return;
  await sql`
    update contact_tags t set source = ${BY_STEP}, at = ${date(atMs)}
    where t.contact_id = current_contact(${contactId}) and t.tag = ${SUNSET} and t.source <> ${BY_STEP}`.execute(
    tx,
  );
}

/** Of two people who turn out to be one, has a step's word of the one stand over a tag of that name that the other has. */
export async function letGoTogether(
  tx: Tx,
  { survivorId, mergedId }: { survivorId: string; mergedId: string },
): Promise<void> {
  await sql`
    update contact_tags s set source = t.source, at = t.at
    from contact_tags t
    where t.contact_id = ${mergedId} and ${sql.raw(IS_LET_GO)}
      and s.contact_id = ${survivorId} and s.tag = t.tag and s.source <> t.source`.execute(tx);
}

/** Takes the tag off whoever gives a sign of life after they were let go, whatever has become of the journey that put it on. */
export async function comeBack(
  tx: Tx,
  contactId: string,
  { name, occurredAtMs }: { name: string; occurredAtMs: number },
): Promise<void> {
  if (!SIGNS_OF_LIFE.has(name)) return;
  const back = await takeTags(tx, [contactId], [SUNSET], {
    ...{ source: 'come-back', atMs: occurredAtMs, keepsLater: true },
  });
  if (back.length === 0) return;
  // What anybody said of the tag before, and comes only now, does not put it on again.
  await sql`
    insert into tag_news (contact_id, tag, at)
    select current_contact(${contactId}), ${SUNSET}, ${date(occurredAtMs)}
    on conflict (contact_id, tag) do update set at = greatest(tag_news.at, excluded.at)`.execute(tx);
}

/** `comeBack` of several events, one after the other, of whoever was let go. */
export async function comeBackOfAll(
  tx: Tx,
  all: readonly { contactId: string; name: string; occurredAtMs: number }[],
): Promise<void> {
  const signs = all.filter(({ name }) => SIGNS_OF_LIFE.has(name));
  if (signs.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select contact_id as id from contact_tags t
    where ${sql.raw(IS_LET_GO)} and contact_id = any (${[...new Set(signs.map(({ contactId }) => contactId))]}::uuid[])`.execute(
    tx,
  );
  const letGo = new Set(rows.map(({ id }) => id));
  for (const sign of signs) if (letGo.has(sign.contactId)) await comeBack(tx, sign.contactId, sign);
}
