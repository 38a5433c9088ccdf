import { asSent } from '../parts/as-sent.js';
import { languageFor, TEXT_LANGUAGES, type Reader, type TextLanguage } from '../compose/brand-and-stop.js';

export { TEXT_LANGUAGES };

/** What is answered to STOP, HELP and START, in the person's language as far as we have it. */
export interface Answers {
  stop: string;
  help: string;
  start: string;
}

const ANSWERS: Record<string, (brand: string, about: string) => Answers> = {
  en: (brand, about) => ({
    stop: `${brand}: you will get no more texts from us. Reply START to get them again.`,
    help: `${brand}: ${about} Reply STOP to end. Msg frequency varies. Msg & data rates may apply.`,
    start: `${brand}: you will get our texts again. Reply STOP to end, HELP for help.`,
  }),
  da: (brand, about) => ({
    stop: `${brand}: du får ikke flere sms'er fra os. Svar START for at få dem igen.`,
    help: `${brand}: ${about} Svar STOP for at afmelde.`,
    start: `${brand}: du får vores sms'er igen. Svar STOP for at afmelde.`,
  }),
  sv: (brand, about) => ({
    stop: `${brand}: du får inga fler sms från oss. Svara START för att få dem igen.`,
    help: `${brand}: ${about} Svara STOP för att avsluta.`,
    start: `${brand}: du får våra sms igen. Svara STOP för att avsluta.`,
  }),
  no: (brand, about) => ({
    stop: `${brand}: du får ikke flere sms fra oss. Svar START for å få dem igjen.`,
    help: `${brand}: ${about} Svar STOPP for å avslutte.`,
    start: `${brand}: du får våre sms igjen. Svar STOPP for å avslutte.`,
  }),
  de: (brand, about) => ({
    stop: `${brand}: Sie erhalten keine SMS mehr von uns. Antworten Sie START, um sie wieder zu bekommen.`,
    help: `${brand}: ${about} Mit STOP abmelden.`,
    start: `${brand}: Sie erhalten unsere SMS wieder. Mit STOP abmelden.`,
  }),
  fr: (brand, about) => ({
    stop: `${brand} : vous ne recevrez plus de SMS. Repondez START pour les recevoir de nouveau.`,
    help: `${brand} : ${about} Repondez STOP pour arreter.`,
    start: `${brand} : vous recevrez de nouveau nos SMS. Repondez STOP pour arreter.`,
  }),
};

/** What HELP is told of the texts, where the shop has no words of its own. */
const ABOUT: Record<string, string> = {
  en: 'texts about offers and your orders.',
  da: "sms'er om tilbud og dine ordrer.",
  sv: 'sms om erbjudanden och dina ordrar.',
  no: 'sms om tilbud og dine ordrer.',
  de: 'SMS zu Angeboten und Ihren Bestellungen.',
  fr: 'SMS sur nos offres et vos commandes.',
};

/** Where help is to be had, unless the shop says. */
const HELP_LINE: Record<string, string> = {
  en: 'Help: reply to this number.',
  da: 'Hjælp: svar på denne sms.',
  sv: 'Hjälp: svara på detta sms.',
  no: 'Hjelp: svar på denne sms-en.',
  de: 'Hilfe: antworten Sie auf diese SMS.',
  fr: 'Aide : repondez a ce SMS.',
};

export interface AnswerWords {
  brand: string;
  /** Where help is to be had, after our own words; to answer, in the reader's language, if empty. */
  help: string;
  /** The shop's own words for HELP, by language; the brand before them and the way out after them stay. */
  ownHelp?: Partial<Record<TextLanguage, string>> | undefined;
  /** For those whose own is not known. */
  language?: TextLanguage | null | undefined;
}

/**
 * Where Plivo itself drops what is sent to somebody who wrote STOP, until they write START or UNSTOP to it: what they press
 * or say to us lifts no such block (its documentation, seen 2026-11).
 */
export const CARRIER_KEEPS_STOP: ReadonlySet<string> = new Set(['US', 'CA']);

/** In the reader's language; that of the country if unknown, else the shop's, else English. */
export function answersFor(reader: Reader, { brand, help, ownHelp, language }: AnswerWords): Answers {
  const known = languageFor(reader, language);
  const own = ownHelp?.[known as TextLanguage]?.trim();
  return ANSWERS[known]!(asSent(brand), asSent(own || `${ABOUT[known]} ${help || HELP_LINE[known]}`));
}
