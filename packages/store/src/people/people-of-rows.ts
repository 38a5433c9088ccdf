import { v7 as uuid } from 'uuid';
import type { Identity } from '../intake/incoming-event.js';
import type { ImportedPerson } from './import-people.js';
import { nameOf, type Name } from './names.js';

/** A person of today whom rows name. */
export interface KnownPerson {
  id: string;
  phone: string | null;
  /** Whether an account of the kind that the file names people by is theirs already. */
  hasAccount: boolean;
}

/** What all rows about one person say together, the later row having the last word. */
export interface RowsOfPerson {
  id: string;
  isNew: boolean;
  given: Omit<ImportedPerson, 'rowNo' | 'contactId' | 'consent'>;
}

export interface GivenConsent {
  contactId: string;
  phone: string;
  consent: NonNullable<ImportedPerson['consent']>;
}

export interface PeopleOfRows {
  people: RowsOfPerson[];
  /** Nobody's until now. */
  names: (Identity & { contactId: string })[];
  /** In the order of the rows; of people without a phone there is none. */
  consents: GivenConsent[];
  /** Who each row is about. */
  whose: { rowNo: number; id: string }[];
}

/** Our own id of a person, among names: no source calls an account so. */
const OUR_ID = 'signalbox';
export const nameOfId = (id: string): Name => nameOf({ kind: OUR_ID, value: id });

/** By what a row names its person, the surest first. */
export function namesOf(row: ImportedPerson, accountKind: string): Identity[] {
  const names: Identity[] = [];
  if (row.externalId) names.push({ kind: accountKind, value: row.externalId });
  if (row.phone) names.push({ kind: 'phone', value: row.phone });
  if (row.email) names.push({ kind: 'email', value: row.email });
  return names;
}

/**
 * Says whom each row is about, one row after the other: by our own id, then by account, then by phone, then by e-mail address. An account
 * that nobody has goes to whoever has the phone or the address, unless they have one already: another account is
 * another person. What is somebody else's is left to them. Pure; however rows are cut into stretches, the result is the same.
 * @param owners whose each name is
 */
export function peopleOfRows(
  rows: readonly ImportedPerson[],
  accountKind: string,
  owners: ReadonlyMap<Name, KnownPerson>,
): PeopleOfRows {
  const found: PeopleOfRows = { people: [], names: [], consents: [], whose: [] };
  const claimed = new Map<Name, KnownPerson>();
  const told = new Map<string, RowsOfPerson>();
  // As they are after the rows so far; what the caller gave stays as it is.
  const current = new Map<string, KnownPerson>();
  const ownerOf = (kind: string, value: string | undefined) => {
    if (!value) return undefined;
    const name = nameOf({ kind, value });
    const owner = claimed.get(name) ?? owners.get(name);
    if (!owner || owner === current.get(owner.id)) return owner;
    if (!current.has(owner.id)) current.set(owner.id, { ...owner });
    return current.get(owner.id);
  };
  for (const row of rows) {
    const byId = ownerOf(OUR_ID, row.contactId);
    const byAccount = ownerOf(accountKind, row.externalId);
    const byPhone = ownerOf('phone', row.phone);
    const byEmail = ownerOf('email', row.email);
    const mayBe = (one: KnownPerson | undefined) =>
      one && (one === byAccount || !row.externalId || !one.hasAccount) ? one : undefined;
    const owner = byId ?? byAccount ?? mayBe(byPhone) ?? mayBe(byEmail);
    const person = owner ?? { id: uuid(), phone: null, hasAccount: false };
    if (!owner) current.set(person.id, person);
    found.whose.push({ rowNo: row.rowNo, id: person.id });
    const claim = (kind: string, value: string | undefined, of: KnownPerson | undefined) => {
      if (!value || of) return;
      claimed.set(nameOf({ kind, value }), person);
      found.names.push({ kind, value, contactId: person.id });
    };
    claim(accountKind, row.externalId, byAccount);
    claim('phone', row.phone, byPhone);
    claim('email', row.email, byEmail);
    const said = {
      externalId: row.externalId,
      email: byEmail && byEmail !== person ? undefined : row.email,
      phone: byPhone && byPhone !== person ? undefined : row.phone,
      firstName: row.firstName,
      lastName: row.lastName,
      country: row.country,
      language: row.language,
      timeZone: row.timeZone,
      tags: row.tags,
      attributes: row.attributes,
    };
    const { consent } = row;
    person.hasAccount ||= Boolean(row.externalId);
    person.phone = said.phone ?? person.phone;
    const before = told.get(person.id);
    if (before) before.given = together(before.given, said);
    else {
      const all = { id: person.id, isNew: owner === undefined, given: said };
      told.set(person.id, all);
      found.people.push(all);
    }
    if (consent && person.phone) found.consents.push({ contactId: person.id, phone: person.phone, consent });
  }
  return found;
}

function together(before: RowsOfPerson['given'], later: RowsOfPerson['given']): RowsOfPerson['given'] {
  return {
    externalId: later.externalId ?? before.externalId,
    email: later.email ?? before.email,
    phone: later.phone ?? before.phone,
    firstName: later.firstName ?? before.firstName,
    lastName: later.lastName ?? before.lastName,
    country: later.country ?? before.country,
    language: later.language ?? before.language,
    timeZone: later.timeZone ?? before.timeZone,
    tags: later.tags ? [...new Set([...(before.tags ?? []), ...later.tags])] : before.tags,
    attributes: later.attributes ? { ...before.attributes, ...later.attributes } : before.attributes,
  };
}
