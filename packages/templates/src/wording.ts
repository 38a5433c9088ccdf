import type { Language } from './questions.js';

/** `, Anna`, or nothing for one whose name is not known; long names are not cut, as nobody likes that. */
export const COMMA_NAME = '{% if contact.first_name %}, {{ contact.first_name }}{% endif %}';

/** `Anna, ` at the beginning of a sentence, or nothing. */
export const NAME_COMMA = '{% if contact.first_name %}{{ contact.first_name }}, {% endif %}';

/** ` https://…` as a short link with a name that clicks are told by, or nothing. */
export const linkTo = (address: string, name: string, expires?: string): string =>
  address === ''
    ? ''
    : ` {{ "${address}" | link: name: '${name}'${expires ? `, expires: '${expires}'` : ''} }}`;

/** Words as part of a link's name: plain small letters, as a quote would break out of the text's Liquid. */
export const slugOf = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    // The ring of an å, on its own once it is taken apart.
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')
    .slice(0, 30);

/** Shows a capital at the beginning: an offer in front of a sentence. */
export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** What an offer is on, as somebody wrote it; what stood there by itself, in the language of the texts. */
export const inLanguage = (what: string, language: Language): string =>
  what === EVERYTHING.en || what === EVERYTHING.da ? EVERYTHING[language] : what;

const EVERYTHING = { en: 'everything', da: 'alt' };
