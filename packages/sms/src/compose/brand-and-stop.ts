import { kindOfSender, type Sender } from '../plivo/senders.js';
import { languagesOfText } from './language-of-text.js';
import { saysStop } from './says-stop.js';
import { withoutAddresses } from './without-addresses.js';

/** Who a text is from. */
export type TextSender = string | Pick<Sender, 'canReceive'>;

/** How a text tells its reader to end texting: by a reply, by a link, or not at all. */
export type OptOutWay = 'reply' | 'link' | 'none';

interface StopWording {
  reply: string;
  link: (address: string) => string;
}

/** All of these fit the phone network's own alphabet, so that none makes a text dearer than its length does. */
const STOP: Record<string, StopWording> = {
  en: { reply: 'Reply STOP to opt out', link: (address) => `Opt out: ${address}` },
  da: { reply: 'Svar STOP for at afmelde', link: (address) => `Afmeld: ${address}` },
  sv: { reply: 'Svara STOP för att avsluta', link: (address) => `Avsluta: ${address}` },
  no: { reply: 'Svar STOPP for å avslutte', link: (address) => `Avslutt: ${address}` },
  de: { reply: 'STOP zum Abmelden', link: (address) => `Abmelden: ${address}` },
  fr: { reply: 'STOP pour se désinscrire', link: (address) => `Désinscription : ${address}` },
};

const CONFIRM: Record<string, string> = {
  en: 'Confirm:',
  da: 'Bekræft:',
  sv: 'Bekräfta:',
  no: 'Bekreft:',
  de: 'Bestätigen:',
  fr: 'Confirmez :',
};

const OF_COUNTRY: Record<string, string> = { DK: 'da', SE: 'sv', NO: 'no', DE: 'de', AT: 'de', FR: 'fr' };

export interface Reader {
  /** BCP 47 */
  language: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string | null;
}

/** The languages that we have words of our own in. */
export const TEXT_LANGUAGES = ['en', 'da', 'sv', 'no', 'de', 'fr'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** The language that we write to somebody in: theirs, else their country's, else the shop's, else English. */
export function languageFor({ language, country }: Reader, ofShop?: TextLanguage | null): string {
  const code = (language ?? '').slice(0, 2).toLowerCase();
  if (code === 'nb' || code === 'nn') return 'no';
  if (Object.hasOwn(STOP, code)) return code;
  return Object.hasOwn(OF_COUNTRY, country ?? '') ? OF_COUNTRY[country!]! : (ofShop ?? 'en');
}

/**
 * The language in which a text says what we add to it: the one that it is written in, where that is plain. Whoever reads
 * English there reads it to the end.
 */
export function languageWithin(text: string, reader: Reader, ofShop?: TextLanguage | null): string {
  const own = languageFor(reader, ofShop);
  const written = languagesOfText(text);
  return written.length === 0 || written.includes(own) ? own : written[0]!;
}

/** As it is set up; by its look alone a name ("Acme") takes no replies, and a number, long or short, does. */
export const takesReplies = (sender: TextSender): boolean =>
  typeof sender === 'string' ? kindOfSender(sender.replaceAll(/[\s().]/g, '')) !== 'name' : sender.canReceive;

/** Service texts and confirmations are no advertising: nobody ends them by STOP. */
export const needsOptOut = (purpose: string): boolean =>
  purpose !== 'transactional' && purpose !== 'opt-in-confirmation';

/** Puts the brand in front, unless whoever wrote the text named it already: a reader may be called the same. */
export function withBrand(text: string, brand: string | null, written: string): string {
  if (!brand) return text;
  const named = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(brand)}(?![\\p{L}\\p{N}])`, 'iu');
  return named.test(withoutAddresses(written)) ? text : `${brand}: ${text}`;
}

/**
 * Adds how to end texting, unless whoever wrote the text said so, and the text that became of it still does.
 * @param written what they wrote, without the fields: what a product is called is no way out
 * @param address of the opt-out page, asked for only if it is needed; `isThere` if the text already leads to it
 */
export function withOptOut(
  text: string,
  way: OptOutWay,
  language: string,
  { written, address, isThere }: { written: string; address: () => string; isThere: boolean },
): string {
  if (way === 'none' || isThere) return text;
  const wording = STOP[language] ?? STOP.en!;
  if (way === 'reply') return saysStop(written) && saysStop(text) ? text : join(text, wording.reply);
  // What was written for a number that takes replies would lead nowhere.
  const bare = Object.values(STOP).reduce((left, { reply }) => left.replace(reply, ''), text);
  return join(bare.trim(), wording.link(address()));
}

/** Adds the link that confirms a sign-up, for a sender that can hear no YES. */
export const withConfirmation = (text: string, language: string, address: string): string =>
  join(text, `${CONFIRM[language] ?? CONFIRM.en} ${address}`);

const join = (text: string, more: string) => (text === '' ? more : `${text} ${more}`);
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
