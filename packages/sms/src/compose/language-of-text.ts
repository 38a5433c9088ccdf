import { withoutAddresses } from './without-addresses.js';

/**
 * Small words that stand in nearly every text of a language; our own choice, from the commonest words of each. What
 * several share (`din` is Danish, Swedish and Norwegian) counts for each of them, the less the more there are.
 */
const TELLING: Record<string, string> = {
  en: 'the and your you is are with this that have has it we our from now here only still will be just of to my get see hey thanks today until ends would like welcome off first order code points free last call sale everyone before while reply yes news offers waiting how been again every thank',
  da: 'og er ikke din dit dine til jeg vores af ved kun lige tak endnu også fra nu kurv købt køb får så hej har på med det den vi mere jer jeres stadig efter hvis uge hos gemt tilbage indtil vil du have os nyheder tilbud om gange måneden velkommen første ordre kunde rabat fragt kode point tillykke alle åben bedste før mens udsalg slutter sidste chance overvejer går håber siden længe hører når betyder noget gode gratis gælder sms alt gerne igen dig passer',
  sv: 'och är inte din ditt dina till jag våra vår av bara tack ännu också från nu finns kvar köp får korg hej har på med det den vi mer er efter om vecka hos varukorg fortfarande tillbaka vill du oss nyheter erbjudanden om gånger månaden välkommen första kund rabatt frakt kod poäng grattis alla öppen bästa före gratis gäller sms',
  no: 'og er ikke din ditt dine til jeg våre vår av ved kun bare takk ennå også fra nå igjen kjøp får handlekurv hei har på med det den vi mer dere etter hvis uke hos fortsatt tilbake vil du oss nyheter tilbud om ganger måneden velkommen første ordre kunde rabatt frakt kode poeng alle åpen beste før siste når gratis gjelder sms',
  de: 'und der die das ist nicht dein deine deinen deinem ihr ihre mit noch auf wir sie bei nur danke jetzt hier auch ein eine zum zur im bis heute wartet',
  fr: 'le la les est pas votre vos vous nous avec pour dans sur des une un au encore merci ici chez plus que ton ta tes jusqu',
};

const LANGUAGES_OF_WORD = new Map<string, string[]>();
for (const [language, words] of Object.entries(TELLING))
  for (const word of new Set(words.split(' ')))
    LANGUAGES_OF_WORD.set(word, [...(LANGUAGES_OF_WORD.get(word) ?? []), language]);

/** As many telling words of its own make a language likely. */
const LIKELY = 2;
/** A language with this share of the first one's words is as likely: Danish and Norwegian are told apart by few. */
const AS_LIKELY = 0.66;

/**
 * The languages that a text may be written in, the likeliest first.
 * @returns none for a text that says too little to tell
 */
export function languagesOfText(text: string): string[] {
  const scores = new Map<string, number>();
  for (const [word] of withoutAddresses(text)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    const languages = LANGUAGES_OF_WORD.get(word) ?? [];
    for (const language of languages)
      scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length);
  }
  const sorted = [...scores].sort(([, one], [, other]) => other - one);
  const most = sorted[0]?.[1] ?? 0;
  if (most < LIKELY) return [];
  return sorted.filter(([, score]) => score >= most * AS_LIKELY).map(([language]) => language);
}
