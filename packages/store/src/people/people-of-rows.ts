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
  given: Omit<ImportedPerson, 'rowNo' | 'consent'>;
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
}

/** By what a row names its person, the surest first. */
export function namesOf(row: ImportedPerson, accountKind: string): Identity[] {
  const names: Identity[] = [];
  if (row.externalId) names.push({ kind: accountKind, value: row.externalId });
  if (row.phone) names.push({ kind: 'phone', value: row.phone });
  if (row.email) names.push({ kind: 'email', value: row.email });
  return names;
}

/**
 * Says whom each row is about, one row after the other: by account, then by phone, then by e-mail address. An account
 * that nobody has goes to whoever has the phone or the address, unless they have one already: another account is
 * another person. What is somebody else's is left to them. Pure; however rows are cut into stretches, the result is the same.
 * @param owners whose each name is
 */
export function peopleOfRows(
  rows: readonly ImportedPerson[],
  accountKind: string,
  owners: ReadonlyMap<Name, KnownPerson>,
): PeopleOfRows {
  const found: PeopleOfRows = { people: [], names: [], consents: [] };
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
    const byAccount = ownerOf(accountKind, row.externalId);
    const owner = [byAccount, ownerOf('phone', row.phone), ownerOf('email', row.email)].find(
      (one) => one && (one === byAccount || !row.externalId || !one.hasAccount),
    );
    const person = owner ?? { id: uuid(), phone: null, hasAccount: false };
    if (!owner) current.set(person.id, person);
    const isMine = (kind: string, value: string | undefined) =>
      [undefined, person].includes(ownerOf(kind, value));
    const given = {
      ...row,
      phone: isMine('phone', row.phone) ? row.phone : undefined,
      email: isMine('email', row.email) ? row.email : undefined,
    };
    for (const name of namesOf(given, accountKind)) {
      if (ownerOf(name.kind, name.value)) continue;
      claimed.set(nameOf(name), person);
      found.names.push({ ...name, contactId: person.id });
    }
    person.hasAccount ||= Boolean(row.externalId);
    person.phone = given.phone ?? person.phone;
    const { rowNo: _, consent, ...said } = given;
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
