import { countryOf, toE164 } from '@signalbox/sms/phone';
import type { BadRow, Cells, ImportedPerson, KeptRow } from '@signalbox/store';
import type { ImportSettings } from '../contract/index.js';
import { readAttribute } from './attribute-cells.js';
import { consentTime } from './consent-time.js';
import { isEmail } from './email.js';

export type ReadRow = { ok: true; person: ImportedPerson } | ({ ok: false } & BadRow);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const YES = new Set([
  'true',
  'yes',
  'y',
  '1',
  'subscribed',
  'granted',
  'opted in',
  'opted_in',
  'opt-in',
  'ja',
  'accepted',
]);
const NO = new Set([
  'false',
  'no',
  'n',
  '0',
  'unsubscribed',
  'denied',
  'opted out',
  'opted_out',
  'opt-out',
  'nej',
  'suppressed',
  'stopped',
  'redacted',
]);
/** Nobody asked them. */
const UNSAID = new Set(['none', 'never_subscribed', 'never subscribed', 'not_subscribed', 'not subscribed']);

/** Makes one row of a file a person, or says in words why not. */
export function readImportRow({ rowNo, cells, unread }: KeptRow, settings: ImportSettings): ReadRow {
  const bad = (reason: string): ReadRow => ({ ok: false, rowNo, reason });
  if (unread) return bad(unread);
  const given = gather(cells, settings);
  const { own, attributes } = given;
  const person: ImportedPerson = { rowNo };
  if (Object.keys(attributes).length > 0) person.attributes = attributes;

  if (own.contactId && UUID.test(own.contactId)) person.contactId = own.contactId.toLowerCase();
  if (own.externalId) person.externalId = own.externalId.slice(0, 200);
  if (own.email) {
    if (!isEmail(own.email)) return bad(`“${own.email}” is not an e-mail address.`);
    person.email = own.email.toLowerCase();
  }
  const country = own.country === undefined ? undefined : countryOf(own.country);
  if (country) person.country = country;
  if (own.phone) {
    const phone = readPhone(own.phone, country ?? settings.country);
    if (!phone.ok) return bad(phone.reason);
    person.phone = phone.e164;
    // Who was here before has the country that they have.
    if (!person.contactId) person.country ??= phone.country ?? undefined;
  }
  if (!person.contactId && !person.externalId && !person.email && !person.phone)
    return bad('Nothing names this person: no id, no e-mail address and no phone number.');

  const words = own.fullName?.split(/\s+/);
  person.firstName = (own.firstName ?? words?.[0])?.slice(0, 200);
  person.lastName = (own.lastName ?? (words?.slice(1).join(' ') || undefined))?.slice(0, 200);
  person.language = own.language?.slice(0, 35);
  person.timeZone = own.timeZone?.slice(0, 60);
  const tags = splitTags(own.tags ?? '')
    .concat(settings.tag)
    .map((tag) => tag.trim().slice(0, 100))
    .filter(Boolean);
  if (tags.length > 0) person.tags = [...new Set(tags)];
  const consent = readConsent(own, settings.country);
  if (typeof consent === 'string') return bad(consent);
  if (consent) person.consent = consent;
  return { ok: true, person };
}

type Own = { [meaning in ImportSettings['columns'][number]['meaning']]?: string };

function gather(
  cells: Cells,
  { columns }: ImportSettings,
): { own: Own; attributes: { [name: string]: unknown } } {
  const own: Own = {};
  const attributes: { [name: string]: unknown } = {};
  for (let index = 0; index < columns.length; index++) {
    const { meaning, name } = columns[index]!;
    const cell = cells[index]?.trim();
    if (!cell || meaning === 'skip') continue;
    if (meaning === 'attribute') {
      if (name && name !== 'tags') attributes[name] = readAttribute(cell);
    } else own[meaning] = cell;
  }
  return { own, attributes };
}

/** `vip, new`, or a JSON list. */
function splitTags(cell: string): string[] {
  const list = cell.startsWith('[') ? readAttribute(cell) : null;
  return Array.isArray(list) ? list.map(String) : cell.split(/[,;]/);
}

function readConsent(own: Own, country: string | null): ImportedPerson['consent'] | string | undefined {
  if (!own.consent) return undefined;
  const said = own.consent.toLowerCase();
  if (UNSAID.has(said)) return undefined;
  const at = own.consentAt ? consentTime(own.consentAt, country) : null;
  if (typeof at === 'string') return at;
  const state = YES.has(said) ? 'granted' : NO.has(said) ? 'denied' : null;
  if (state === null) return `“${own.consent}” says neither yes nor no to texts.`;
  const evidence = { said: own.consent, ...(own.consentSource ? { source: own.consentSource } : {}) };
  return { state, atMs: at, evidence };
}

type Phone = ReturnType<typeof toE164>;

/** Exports write numbers without their plus, or with an apostrophe before it (spreadsheets do). */
function readPhone(given: string, country: string | null): Phone {
  const text = given.replace(/^'/, '');
  const read = toE164(text, country);
  if (read.ok || !/^\d[\d\s().-]*$/.test(text)) return read;
  const international = toE164(`+${text.replace(/\D/g, '')}`);
  return international.ok ? international : read;
}
