import { getCountries } from 'libphonenumber-js/max';

/** In whose words shops and their customers name countries. */
const LANGUAGES = ['en', 'da', 'sv', 'nb', 'fi', 'de', 'nl', 'fr', 'es', 'it', 'pt', 'pl'];
/** Names that are none of Unicode's. */
const ALSO: { [name: string]: string } = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
};

const plain = (name: string) =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();

let named: Map<string, string> | null = null;

/**
 * The country that is meant by its code or by its name in one of several languages.
 * @returns ISO 3166-1 alpha-2, or `undefined` where no country is called so
 */
export function countryOf(given: string): string | undefined {
  named ??= namesOfAll();
  return named.get(plain(given));
}

function namesOfAll(): Map<string, string> {
  const names = new Map(Object.entries(ALSO));
  for (const code of getCountries()) names.set(code.toLowerCase(), code);
  for (const language of LANGUAGES) {
    const words = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of getCountries()) {
      const name = plain(words.of(code) ?? code);
      if (!names.has(name)) names.set(name, code);
    }
  }
  return names;
}
