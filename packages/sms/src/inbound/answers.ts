/** What is answered to STOP, HELP and START, in the person's language as far as we have it. */
export interface Answers {
  stop: string;
  help: string;
  start: string;
}

const ANSWERS: Record<string, (brand: string, help: string) => Answers> = {
  en: (brand, help) => ({
    stop: `${brand}: you will get no more texts from us. Reply START to get them again.`,
    help: `${brand}: texts about offers and your orders. ${help} Reply STOP to end. Msg frequency varies. Msg & data rates may apply.`,
    start: `${brand}: you will get our texts again. Reply STOP to end, HELP for help.`,
  }),
  da: (brand, help) => ({
    stop: `${brand}: du får ikke flere sms'er fra os. Svar START for at få dem igen.`,
    help: `${brand}: sms'er om tilbud og dine ordrer. ${help} Svar STOP for at afmelde.`,
    start: `${brand}: du får vores sms'er igen. Svar STOP for at afmelde.`,
  }),
  sv: (brand, help) => ({
    stop: `${brand}: du får inga fler sms från oss. Svara START för att få dem igen.`,
    help: `${brand}: sms om erbjudanden och dina ordrar. ${help} Svara STOP för att avsluta.`,
    start: `${brand}: du får våra sms igen. Svara STOP för att avsluta.`,
  }),
  no: (brand, help) => ({
    stop: `${brand}: du får ikke flere sms fra oss. Svar START for å få dem igjen.`,
    help: `${brand}: sms om tilbud og dine ordrer. ${help} Svar STOPP for å avslutte.`,
    start: `${brand}: du får våre sms igjen. Svar STOPP for å avslutte.`,
  }),
  de: (brand, help) => ({
    stop: `${brand}: Sie erhalten keine SMS mehr von uns. Antworten Sie START, um sie wieder zu bekommen.`,
    help: `${brand}: SMS zu Angeboten und Ihren Bestellungen. ${help} Mit STOP abmelden.`,
    start: `${brand}: Sie erhalten unsere SMS wieder. Mit STOP abmelden.`,
  }),
  fr: (brand, help) => ({
    stop: `${brand} : vous ne recevrez plus de SMS. Repondez START pour les recevoir de nouveau.`,
    help: `${brand} : SMS sur nos offres et vos commandes. ${help} Repondez STOP pour arreter.`,
    start: `${brand} : vous recevrez de nouveau nos SMS. Repondez STOP pour arreter.`,
  }),
};

const OF_COUNTRY: Record<string, string> = { DK: 'da', SE: 'sv', NO: 'no', DE: 'de', AT: 'de', FR: 'fr' };

/**
 * Where Plivo itself drops what is sent to somebody who wrote STOP, until they write START or UNSTOP to it: what they press
 * or say to us lifts no such block (its documentation, seen 2026-11).
 */
export const CARRIER_KEEPS_STOP: ReadonlySet<string> = new Set(['US', 'CA']);

/** @param language BCP 47; that of the country if unknown, else English */
export function answersFor(
  { language, country }: { language: string | null; country: string | null },
  { brand, help }: { brand: string; help: string },
): Answers {
  const code = (language ?? '').slice(0, 2).toLowerCase();
  const known = Object.hasOwn(ANSWERS, code) ? code : (OF_COUNTRY[country ?? ''] ?? 'en');
  return ANSWERS[known === 'nb' || known === 'nn' ? 'no' : known]!(brand, help);
}
