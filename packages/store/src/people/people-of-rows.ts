import { newId } from '../new-id.js';
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

/** As they are after some of the rows. */
interface PersonSoFar extends KnownPerson {
  rows: RowsOfPerson | null;
}

/** Who took which names that were nobody's. */
interface Claims {
  account: Map<string, PersonSoFar>;
  phone: Map<string, PersonSoFar>;
  email: Map<string, PersonSoFar>;
}

/** Our own id of a person, among names: no source calls an account so. */
const OUR_ID = 'signalbox';
export const nameOfId = (id: string): Name => nameOf({ kind: OUR_ID, value: id });

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
  const claimed: Claims = { account: new Map(), phone: new Map(), email: new Map() };
  // As they are after the rows so far; what the caller gave stays as it is.
  const current = new Map<string, PersonSoFar>();
  const ownerOf = (kind: string, value: string | undefined, claims?: Map<string, PersonSoFar>) => {
    if (!value) return undefined;
    const claimant = claims?.get(value);
    if (claimant || owners.size === 0) return claimant;
    const owner = owners.get(nameOf({ kind, value }));
    if (!owner) return undefined;
    let known = current.get(owner.id);
    if (!known) current.set(owner.id, (known = { ...owner, rows: null }));
    return known;
  };
  const claim = (kind: string, value: string, claims: Map<string, PersonSoFar>, person: PersonSoFar) => {
    claims.set(value, person);
    found.names.push({ kind, value, contactId: person.id });
  };
  for (const row of rows) {
    const byId = ownerOf(OUR_ID, row.contactId);
    const byAccount = ownerOf(accountKind, row.externalId, claimed.account);
    const byPhone = ownerOf('phone', row.phone, claimed.phone);
    const byEmail = ownerOf('email', row.email, claimed.email);
    const mayBe = (one: PersonSoFar | undefined) =>
      one && (one === byAccount || !row.externalId || !one.hasAccount) ? one : undefined;
    const owner = byId ?? byAccount ?? mayBe(byPhone) ?? mayBe(byEmail);
    const person = owner ?? { id: newId(), phone: null, hasAccount: false, rows: null };
    found.whose.push({ rowNo: row.rowNo, id: person.id });
    if (row.externalId && !byAccount) claim(accountKind, row.externalId, claimed.account, person);
    if (row.phone && !byPhone) claim('phone', row.phone, claimed.phone, person);
    if (row.email && !byEmail) claim('email', row.email, claimed.email, person);
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
    if (person.rows) person.rows.given = together(person.rows.given, said);
    else {
      person.rows = { id: person.id, isNew: owner === undefined, given: said };
      found.people.push(person.rows);
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
