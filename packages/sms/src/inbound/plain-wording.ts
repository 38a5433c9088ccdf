import { danish } from './wording/danish.js';
import { english } from './wording/english.js';
import { french } from './wording/french.js';
import { german } from './wording/german.js';
import { norwegian } from './wording/norwegian.js';
import { swedish } from './wording/swedish.js';
import { words } from './wording/wording.js';

/**
 * The FCC's order in force since 11 April 2025 takes any wording that a reasonable person would read as "no more"; the
 * other languages are what people write in them. Which language a reply is in is not known, so all are looked at.
 */
const WORDINGS = [english, danish, swedish, norwegian, german, french];

/** Around a word that means stop these change nothing: "please stop", "stopp takk". */
const COURTESIES = WORDINGS.flatMap(({ courtesies }) => courtesies).sort((a, b) => b.length - a.length);
const LEADING = new RegExp(`^(?:(?:${COURTESIES.join('|')}) )+`, 'u');
const TRAILING = new RegExp(`(?: (?:${COURTESIES.join('|')}))+$`, 'u');

/** Of a thumb that meant STOP; a word of its own, such as “shop” or “top”, is none. */
const TYPING_SLIPS = '^(?:sop|sto|stp|stip|stoo|stol|stpop|sstop|dtop|atop|stiop|syop|srop)$';

/** Words that make a short message worth a second look. */
const MAY_MEAN_IT = words(
  [
    '^no more(?: please| thanks| thank you)?$|cease|^nicht mehr$',
    'stop|stopp|stops|stoppe|unsubscribe|quit|cancel (?:it|this|that|these|all)|enough(?! for)|spam',
    'afmeld|frameld',
    'sluta|avsluta|nu räcker det|räcker nu',
    'avmeld|slutte|stans|nå holder det',
    'abmelden|aufhören|es reicht|genug(?! für)|löschen sie',
    'arr[êe]te[zr]?|cesse[zr]?|assez$|[çc]a suffit',
    'nok$|nog$',
    // Whom nobody should write to, or who is tired of it.
    'too (?:many|much)(?: of these)?$|too many (?:te?xts?|messages|msgs|sms)|te?xt (?:me )?too much',
    'for mange (?:beskeder|sms|smser|meldinger)|(?:alt )?for meget$|för många (?:sms|meddelanden)|för mycket$',
    'zu viele? (?:sms|nachrichten|werbung)|trop de (?:sms|messages|pubs?)',
    'not? (?:longer )?interested|ikke interesseret|ikke interessert|inte intresserad|kein interesse|pas intéressée?',
    'wrong number|forkert nummer|feil nummer|fel nummer|falsche nummer|mauvais numéro|new phone',
    'go away|get lost|f(?:uck)? off|report you|lawyer|^report(?:ed)?$|^block(?:ed)?$|hold nu op|stopper|ikke skrive (?:mere|flere)',
    TYPING_SLIPS,
  ].join('|'),
);
/** Questions of who is tired of it, or does not know who writes: as whole messages, for goods have questions, too. */
const ASKED = new RegExp(
  `(?:${[
    'how (?:do|can|to)(?: i| you| we)? (?:stop|end|quit|unsubscribe|opt out|get off)(?: (?:this|these|it|(?:from )?(?:the|these|your) (?:te?xts|messages|list)))?',
    'hvordan (?:stopper|afmelder|framelder|slutter|melder) (?:jeg|man)(?: (?:mig|meg|det|dem|det her|dette|fra|af|av))*',
    'hur (?:stoppar|avslutar|avregistrerar|slutar) (?:jag|man)(?: (?:mig|det|detta|det här|dem))*',
    'wie (?:stoppe|beende|kündige) ich(?: (?:das|es|die sms))*',
    'comment (?:arr[êe]ter|stopper|(?:se|me) d[ée]sabonner)(?: (?:ça|cela|les (?:sms|messages)))*',
  ].join('|')})$`,
  'u',
);
const WHO_WRITES = new RegExp(
  `^(?:(?:hi|hello|hey|hej|hei|hallo|bonjour|sorry|undskyld) )*(?:${[
    'who(?: is| s|s)? (?:this|dis)|who are you|who(?: is| s|s) texting(?: me)?',
    'hvem (?:er|skriver) (?:det|du|i|dere|dette|den)(?: her)?',
    'vem (?:är|skriver) (?:det|du|ni|detta)(?: här)?',
    'wer (?:ist das|ist da|bist du|sind sie|schreibt(?: da| mir| hier)?)',
    'c est qui|qui (?:est ce|êtes vous|es tu|c est)|vous êtes qui|t es qui',
  ].join('|')})$`,
  'u',
);

/** A wish in so many words, which a person who reads it would act upon; also in a question, and however long. */
const ASKS_TO_STOP = words(
  [
    '(?:can|could|would|will) you (?:guys |please |pls |just |kindly )*stop(?! (?:by|at|in|over)\\b)',
    '(?:kan|vil|gider|må) (?:i|du|jeg|man) (?:ikke |godt |venligst |lige |gerne |nok )*stoppe?(?! (?:forbi|ved|ind)\\b)',
    'det får være nok',
    '(?:kan|vill) (?:ni|du|man) (?:inte |snälla |gärna )*(?:sluta|stoppa)|nu räcker det|det räcker nu',
    '(?:kan|vil|gidder) (?:dere|du|man) (?:ikke |være så snill |vær så snill |gjerne |å )*(?:slutte|stoppe)|nå holder det|det holder nå',
    '(?:könnt ihr|können sie|kannst du) (?:das |damit |bitte |endlich |mal )*(?:aufhören|stoppen)|jetzt reicht es|es reicht jetzt',
    '(?:pouvez vous|peux tu|pourriez vous) (?:svp |s il vous plaît )*arr[êe]ter|ça suffit maintenant',
  ].join('|'),
);

/** Where more follows, this “nok” is “probably”: “så er det nok bedst at vente”. */
const ENOUGH = words(
  '(?:(?:nu|nå|så) er det nok|det er nok (?:nu|nå))(?: (?:nu|nå|med|takk?|mange tak|venligst)(?![\\p{L}\\p{N}])|$)',
);

const clauses = (text: string): string[] => text.split(/[^\p{L}\p{M}\p{N}'’ \t]/u).map(plainOf);

/** A word of doubt in a sentence about goods. */
const IS_PRAISE = words(
  '(?:god|bra|stor|lang|fin|good|big|long|groß|gut|nice) (?:nok|nog|enough|genug)|assez \\p{L}+',
);
const SHORT_WORDS = 6;

/** Lower case, no punctuation, single spaces. */
export const plainOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}\s]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Without what only makes it polite. */
export const withoutCourtesies = (plain: string): string => plain.replace(LEADING, '').replace(TRAILING, '');

/** @returns `no-more` for a clear wish, `doubtful` for one that a person must judge, `null` for anything else */
export function wishOf(text: string): 'no-more' | 'doubtful' | null {
  const plain = plainOf(text);
  const bare = withoutCourtesies(plain);
  if (WORDINGS.some(({ somethingElse }) => somethingElse.some((pattern) => pattern.test(plain)))) return null;
  if (WORDINGS.some(({ noMore }) => noMore.some((pattern) => pattern.test(plain) || pattern.test(bare))))
    return 'no-more';
  if (ASKED.test(plain) || WHO_WRITES.test(bare) || ASKS_TO_STOP.test(plain)) return 'doubtful';
  if (clauses(text).some((clause) => ENOUGH.test(clause))) return 'doubtful';
  const isShort = plain.split(' ').length <= SHORT_WORDS && !text.includes('?');
  return isShort && MAY_MEAN_IT.test(plain) && !IS_PRAISE.test(plain) ? 'doubtful' : null;
}
