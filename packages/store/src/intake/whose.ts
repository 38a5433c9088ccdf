import { sql, type Selectable } from 'kysely';
import type { Tx } from '../database.js';
import type { Schema } from '../schema.js';
import { mergeWithin } from '../people/merge-contacts.js';
import { nameOf } from '../people/names.js';
import { isDrawnByLot } from '../shop/drawn-by-lot.js';
import type { Identity } from './incoming-event.js';

/** The person whom identities name, and which of the identities may be written down as theirs. */
export interface Whose {
  /** `null`: nobody known. */
  contactId: string | null;
  /** Not anybody's yet, and now this person's. */
  free: Identity[];
  /** `null` for a free one. */
  ownerOf: (kind: string, value: string) => string | null;
  /** The person as they stand, locked; `null` when nobody is known, or others were just merged into them. */
  row: ContactRow | null;
}

export type ContactRow = Selectable<Schema['contacts']>;

/** The person was merged into another, or erased, while a message about them was being taken in: take it again. */
export class PersonMoved extends Error {
  override name = 'PersonMoved';
}

/** More e-mail addresses, numbers or accounts than this are no one person's: a till, a family, a call centre. */
const MOST_OF_A_KIND = 3;
/** Shared by whoever uses a browser. */
const WEAK = new Set(['anonymous']);
/** Of one purchase, which one person makes. */
const TOKENS = new Set(['cart', 'checkout', 'order', 'token']);

const strength = ({ kind }: Identity): number =>
  WEAK.has(kind) ? 4 : TOKENS.has(kind) ? 3 : kind === 'email' ? 2 : kind === 'phone' ? 1 : 0;
/** Whether an identity is a person's own, and not a browser's or a purchase's. */
export const isStrong = (identity: Identity) => strength(identity) < 3;

/**
 * Decides who is meant. The surest identity decides: an account, then the phone, the e-mail address, a token of the
 * purchase, the browser. Others that the same message names are merged in where nothing speaks against it.
 */
export async function whose(tx: Tx, identities: Identity[], nowMs: number): Promise<Whose> {
  const { rows } = await sql<ContactRow & { kind: string; value: string; contact_id: string }>`
    select c.*, i.kind, i.value, i.contact_id
    from unnest(${identities.map(({ kind }) => kind)}::text[], ${identities.map(({ value }) => value)}::text[]) asked (kind, value)
    join contact_identities i on i.kind = asked.kind and i.value = asked.value
    left join lateral (select * from contacts where id = i.contact_id for update) c on true`.execute(tx);
  if (rows.some(({ id }) => id === null)) throw new PersonMoved();
  const owners = new Map(rows.map((row) => [nameOf(row), row.contact_id]));
  const ownerOf = (kind: string, value: string) => owners.get(nameOf({ kind, value })) ?? null;
  const free = identities.filter(({ kind, value }) => ownerOf(kind, value) === null);
  const bySureness = [...identities].sort((a, b) => strength(a) - strength(b));
  const candidates = new Map<string, Identity>();
  for (const identity of bySureness) {
    const owner = ownerOf(identity.kind, identity.value);
    if (owner !== null && !candidates.has(owner)) candidates.set(owner, identity);
  }
  if (candidates.size === 0) return { contactId: null, free, ownerOf, row: null };
  const isPlain = candidates.size === 1 && !free.some(isStrong);
  const known = isPlain ? new Map<string, Identity[]>() : await identitiesOfAll(tx, [...candidates.keys()]);
  const chosen = [...candidates].find(([id, by]) => mayBe(known.get(id) ?? [], by, free));
  if (!chosen) return { contactId: null, free, ownerOf, row: null };
  const [contactId] = chosen;
  let row = rows.find(({ id }) => id === contactId) ?? null;
  for (const [other, by] of candidates) {
    if (other === contactId) continue;
    if (!mayBecomeOne(known.get(contactId) ?? [], known.get(other) ?? [], by)) continue;
    if (!(await mergeWithin(tx, { survivorId: contactId, mergedId: other, reason: by.kind }, nowMs)))
      continue;
    row = null;
    known.set(contactId, [...(known.get(contactId) ?? []), ...(known.get(other) ?? [])]);
    for (const [name, owner] of owners) if (owner === other) owners.set(name, contactId);
  }
  return { contactId, free, ownerOf, row };
}

async function identitiesOfAll(tx: Tx, contactIds: string[]): Promise<Map<string, Identity[]>> {
  const rows = await tx
    .selectFrom('contact_identities')
    .select(['kind', 'value', 'contact_id'])
    .where('contact_id', 'in', contactIds)
    .limit(1_000)
    .execute();
  const all = new Map<string, Identity[]>();
  for (const { contact_id, kind, value } of rows)
    all.set(contact_id, [...(all.get(contact_id) ?? []), { kind, value }]);
  return all;
}

/** Whether a message with these new names can be about the person whom one identity points to. */
function mayBe(known: Identity[], by: Identity, free: Identity[]): boolean {
  const news = free.filter(isStrong);
  const isNewBeside = (kind: string) =>
    news.some((one) => one.kind === kind) && known.some((own) => own.kind === kind);
  // Another account, number or address in the same browser is another person in front of it.
  if (WEAK.has(by.kind)) return !news.some(({ kind }) => isNewBeside(kind));
  // Who orders what somebody else put into the cart has another phone; one person may well use another address.
  if (TOKENS.has(by.kind) && isNewBeside('phone')) return false;
  if (strength(by) === 0) return true;
  return news.every(({ kind }) => known.filter((own) => own.kind === kind).length < MOST_OF_A_KIND);
}

/** Whether two people whom one message names are one. */
function mayBecomeOne(one: Identity[], other: Identity[], by: Identity): boolean {
  const strong = other.filter(isStrong);
  if (strong.length === 0) return true;
  if (!isStrong(by) && !isDrawnByLot(by)) return false;
  const kinds = new Set(strong.map(({ kind }) => kind));
  for (const kind of kinds) {
    const here = one.filter((own) => own.kind === kind).length;
    if (here === 0) continue;
    // Two accounts at one shop, or two phones, are two people until somebody says otherwise.
    if (kind !== 'email') return false;
    if (here + strong.filter((own) => own.kind === kind).length > MOST_OF_A_KIND) return false;
  }
  return true;
}
