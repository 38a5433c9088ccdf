import type { ContactDetail, PersonCorrection } from '@signalbox/api/contract';
import { isEditable, typedValue, valueOf, type TypedValue } from './attribute-values.js';

export const FIELDS = ['firstName', 'lastName', 'phone', 'email', 'language', 'timeZone'] as const;
export type Field = (typeof FIELDS)[number];

/** What the server said that a person is, when the form began or when it last refused. */
export type Held = Pick<ContactDetail, Field | 'attributes'>;

export interface AttributeRow extends TypedValue {
  name: string;
}

/** What stands in the form. */
export interface Draft {
  fields: Record<Field, string>;
  attributes: AttributeRow[];
  letsGo: { email: boolean; phone: boolean };
}

export const draftOf = (held: Held): Draft => ({
  fields: Object.fromEntries(FIELDS.map((field) => [field, held[field] ?? ''])) as Draft['fields'],
  attributes: Object.entries(held.attributes).map(([name, value]) => ({ name, ...typedValue(value) })),
  letsGo: { email: false, phone: false },
});

export interface ReadDraft {
  /** `null`: nothing was changed. */
  change: PersonCorrection | null;
  /** By the names of attributes. */
  faults: Map<string, string>;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What a form would change of a person; only that is sent, with what it was. */
export function readDraft({ fields, attributes, letsGo }: Draft, held: Held): ReadDraft {
  const faults = new Map<string, string>();
  const change: PersonCorrection = {};
  const seen: NonNullable<PersonCorrection['seen']> = {};
  for (const field of FIELDS) {
    const typed = fields[field].trim();
    if (typed === (held[field] ?? '')) continue;
    change[field] = typed || null;
    seen[field] = held[field];
  }
  const changed: NonNullable<PersonCorrection['attributes']> = {};
  for (const row of attributes) {
    const before = held.attributes[row.name];
    if (
      before !== undefined &&
      isSame(typedValue(before), { type: row.type, text: row.text, items: row.items })
    )
      continue;
    if (!isEditable(before) && row.type === 'object') continue;
    const read = valueOf(row);
    if ('fault' in read) faults.set(row.name, read.fault);
    else if (!isSame(read.value, before)) changed[row.name] = read.value as string;
  }
  for (const name of Object.keys(held.attributes))
    if (!attributes.some((row) => row.name === name)) changed[name] = null;
  const names = Object.keys(changed);
  if (names.length > 0) {
    change.attributes = changed;
    seen.attributes = Object.fromEntries(names.map((name) => [name, held.attributes[name] ?? null]));
  }
  if (Object.keys(change).length === 0) return { change: null, faults };
  const never = (['email', 'phone'] as const).filter((kind) => letsGo[kind] && change[kind] !== undefined);
  return { change: { ...change, seen, ...(never.length > 0 && { letsGo: never }) }, faults };
}

/** What a person is by now, of which a refusal names what somebody else has changed. */
export function heldByNow(held: Held, now: Partial<Held>): Held {
  const attributes = { ...held.attributes, ...now.attributes };
  for (const [name, value] of Object.entries(now.attributes ?? {}))
    if (value === null) delete attributes[name];
  return { ...held, ...now, attributes };
}

/** The form with what somebody else has changed, and all else as it was typed. */
export function withTheirs(draft: Draft, now: Partial<Held>): Draft {
  const fields = { ...draft.fields };
  for (const field of FIELDS) if (now[field] !== undefined) fields[field] = now[field] ?? '';
  const theirs = Object.entries(now.attributes ?? {});
  const attributes = [
    ...draft.attributes.filter((row) => !theirs.some(([name]) => name === row.name)),
    ...theirs.flatMap(([name, value]) => (value === null ? [] : [{ name, ...typedValue(value) }])),
  ];
  return { ...draft, fields, attributes };
}
