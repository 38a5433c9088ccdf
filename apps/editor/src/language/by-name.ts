import { locale } from './i18n.js';

const { compare } = new Intl.Collator(locale, { numeric: true });

/** In the order of the reader's language, in which “List 2” comes before “List 10”. */
export const byName = <T>(things: T[], nameOf: (thing: T) => string): T[] =>
  things.toSorted((one, other) => compare(nameOf(one), nameOf(other)));
