import type { ColumnMeaning, ImportSettings } from '../contract/index.js';
import { ATTRIBUTE_PREFIX } from './export-people.js';

/** Headers as the usual exports write them, in lower case and without punctuation. */
const KNOWN: [ColumnMeaning, string[]][] = [
  ['contactId', ['signalbox id']],
  [
    'externalId',
    [
      'customer id',
      'user id',
      'userid',
      'external id',
      'klaviyo id',
      'profile id',
      'shopify customer id',
      'id',
      'kunde id',
      'kundenummer',
    ],
  ],
  ['email', ['email', 'email address', 'e mail', 'mail', 'email adresse', 'mailadresse', 'e mailadresse']],
  [
    'phone',
    [
      'phone number',
      'phone',
      'mobile',
      'mobile number',
      'mobile phone',
      'telephone',
      'sms',
      'default address phone',
      'telefon',
      'mobil',
      'tlf',
      'telefonnummer',
      'mobilnummer',
      'mobiltelefon',
      'tlf nr',
    ],
  ],
  ['firstName', ['first name', 'firstname', 'given name', 'fornavn']],
  ['lastName', ['last name', 'lastname', 'surname', 'family name', 'efternavn']],
  ['fullName', ['name', 'full name', 'customer name', 'navn']],
  ['country', ['country code', 'default address country code', 'country', 'land', 'landekode']],
  ['language', ['language', 'locale', 'sprog']],
  ['timeZone', ['timezone', 'time zone', 'tidszone']],
  ['tags', ['tags', 'lists', 'list']],
  [
    'consent',
    [
      'sms consent',
      'accepts sms marketing',
      'sms marketing consent',
      'sms marketing status',
      'accepts sms',
      'sms subscribed',
      'sms opt in',
      'sms samtykke',
      'samtykke til sms',
      'sms tilladelse',
      'tilladelse til sms',
      'accepterer sms',
    ],
  ],
  [
    'consentAt',
    [
      'sms consent timestamp',
      'sms consent date',
      'sms marketing consent updated at',
      'sms opt in date',
      'sms consent at',
      'consent timestamp',
      'sms samtykke dato',
      'dato for sms samtykke',
      'samtykke dato',
      'dato for samtykke',
    ],
  ],
  [
    'consentSource',
    ['sms consent source', 'sms consent method', 'consent source', 'sms opt in source', 'samtykke kilde'],
  ],
];
const SKIPPED = new Set(['accepts email marketing', 'email consent', 'email marketing consent', 'note']);

/** In our own exports, what people did: it is not a file's to say. */
const OURS = new Set(['order count', 'last order at', 'created at']);

const plain = (header: string) =>
  header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export interface Guess {
  looksLike: string | null;
  columns: ImportSettings['columns'];
}

/** What each column most likely is, by its header; an unknown one becomes an attribute of its name. */
export function guessColumns(headers: string[]): Guess {
  const plains = headers.map(plain);
  const taken = new Set<ColumnMeaning>();
  const meanings = new Map<number, ColumnMeaning>();
  for (const [meaning, names] of KNOWN) {
    // Of two that would do, the name that stands first in the list is the surer one.
    for (const name of names) {
      const index = plains.findIndex((header, at) => header === name && !meanings.has(at));
      if (index < 0 || taken.has(meaning)) continue;
      taken.add(meaning);
      meanings.set(index, meaning);
    }
  }
  const isOurs = plains.includes('signalbox id');
  /** Of columns of one name each keeps what it says. */
  const attributeOf = (index: number) => {
    const name = plains[index]!.replaceAll(' ', '_').slice(0, 100);
    const before = plains.slice(0, index).filter((other) => other === plains[index]).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  };
  const columns = headers.map((header, index) => {
    if (header.startsWith(ATTRIBUTE_PREFIX))
      return { meaning: 'attribute' as const, name: header.slice(ATTRIBUTE_PREFIX.length).slice(0, 100) };
    const meaning = meanings.get(index);
    if (meaning) return { meaning, name: '' };
    if (plains[index] === '' || SKIPPED.has(plains[index]!) || (isOurs && OURS.has(plains[index]!)))
      return { meaning: 'skip' as const, name: '' };
    return { meaning: 'attribute' as const, name: attributeOf(index) };
  });
  const has = (name: string) => plains.includes(name);
  const looksLike = isOurs
    ? 'Signalbox'
    : has('accepts sms marketing') || has('default address country code')
      ? 'Shopify'
      : has('klaviyo id') || (has('sms consent') && has('phone number'))
        ? 'Klaviyo'
        : null;
  return { looksLike, columns };
}
