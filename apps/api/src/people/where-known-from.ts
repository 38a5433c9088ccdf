import { countryOfNumber, isZone, zoneOf } from '@signalbox/nodes/local-time';
import { toE164 } from '@signalbox/sms';
import type { ContactRow } from '@signalbox/store';

type Person = Pick<ContactRow, 'timeZone' | 'country' | 'phone' | 'language'>;

/** The zone that a person's texts are timed by, and what that rests on. */
export function clockOf(person: Person, shopTimeZone: string): { zone: string; from: string } {
  if (isZone(person.timeZone)) return { zone: person.timeZone, from: 'said by the person or their shop' };
  const { country, phone } = person;
  const { zone } = zoneOf({ country, phone }, shopTimeZone);
  const known = country ?? countryOfNumber(phone);
  if (known === null) return { zone, from: 'the shop’s own: no country is known' };
  if (zoneOf({ country, phone }, 'none').zone === 'none')
    return { zone, from: `the shop’s own: ${known} has several zones` };
  if (country === null) return { zone, from: `the phone’s prefix, ${known}` };
  const fromPhone = countryOfPhone(phone) === country;
  return {
    zone,
    from: `the country, ${country}${fromPhone ? ', which the phone’s prefix agrees with' : ''}`,
  };
}

/** Languages of countries in which one is plainly meant. */
const LANGUAGES: { [country: string]: string } = {
  DK: 'da',
  SE: 'sv',
  NO: 'nb',
  FI: 'fi',
  DE: 'de',
  AT: 'de',
  FR: 'fr',
  NL: 'nl',
  ES: 'es',
  IT: 'it',
  PL: 'pl',
  PT: 'pt',
  GB: 'en',
  IE: 'en',
  US: 'en',
  AU: 'en',
};

/** The language that a person most likely reads, and what that rests on. */
export function languageOf(person: Person): { language: string; from: string } | null {
  if (person.language) return { language: person.language, from: 'said by the person or their shop' };
  const byAddress = person.country && LANGUAGES[person.country];
  if (byAddress) return { language: byAddress, from: `guessed from the country, ${person.country}` };
  const country = countryOfPhone(person.phone);
  const byPhone = country && LANGUAGES[country];
  return byPhone ? { language: byPhone, from: `guessed from the phone’s prefix, ${country}` } : null;
}

function countryOfPhone(phone: string | null): string | null {
  const read = phone === null ? null : toE164(phone);
  return read?.ok ? read.country : null;
}
