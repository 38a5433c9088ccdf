import { plainOf, wishOf, withoutCourtesies } from './plain-wording.js';

export * from './answers.js';
export { languageOfAnswer } from './language-of-reply.js';

/**
 * Whole messages that end or take up texting again. English: CTIA and the seven words of the FCC's order in force since
 * 11 April 2025; the others are what people write in those languages.
 */
const STOP_WORDS = new Set([
  ...[
    'stop',
    'stopall',
    'stop all',
    'end',
    'quit',
    'cancel',
    'unsubscribe',
    'unsub',
    'revoke',
    'opt out',
    'optout',
    'remove',
    'please stop',
  ],
  ...['s t o p', 'st op', 'st0p', 'stpo', 'sotp', 'tsop'],
  ...['afmeld', 'afmelding', 'frameld', 'stop sms', 'slut', 'stop venligst'],
  ...['stopp', 'avsluta', 'avregistrera', 'avanmäl'],
  ...['avmeld', 'meld av'],
  ...['abmelden', 'stoppen', 'beenden', 'bitte stoppen'],
  ...['arret', 'arrêt', 'arreter', 'arrêter', 'desabonner', 'désabonner'],
]);

const START_WORDS = new Set(['start', 'unstop', 'tilmeld', 'börja', 'anmelden', 'resume']);
const HELP_WORDS = new Set(['help', 'info', 'hjælp', 'hjälp', 'hjelp', 'hilfe', 'aide']);

/** `doubtful`: it may mean stop, and a person must judge. */
export type Intent = 'stop' | 'start' | 'help' | 'doubtful' | null;

/** What a reply asks for, judged by the whole message: "when does it start?" asks for nothing. */
export function intentOf(text: string): Intent {
  const plain = plainOf(text);
  if ([plain, withoutCourtesies(plain), saidOnce(plain), beforeSignature(text)].some(isStop)) return 'stop';
  if (START_WORDS.has(plain)) return 'start';
  if (HELP_WORDS.has(plain)) return 'help';
  const wish = wishOf(text);
  if (wish === 'no-more') return 'stop';
  // "stop? how do I stop?": one word of several sentences.
  return wish ?? (isStop(withoutCourtesies(plainOf(text.split(/[?!.\r\n]/, 1)[0]!))) ? 'doubtful' : null);
}

const isStop = (plain: string): boolean => STOP_WORDS.has(plain);

/** "stop stop stop" is one "stop". */
const saidOnce = (plain: string): string => plain.replace(/^(\S+)(?: \1)+$/u, '$1');

/** The first line of several: names, greetings and what a phone adds by itself follow it. */
const beforeSignature = (text: string): string =>
  withoutCourtesies(plainOf(text.trim().split(/[\r\n]/, 1)[0]!));

/** Whether a text keeps its own meaning everywhere, as STOP does: then it is no keyword of a journey. */
export const isCommand = (text: string): boolean => ['stop', 'start', 'help'].includes(intentOf(text) ?? '');

const YES_WORDS = new Set([
  ...['yes', 'y', 'yes please', 'yep', 'yeah', 'ok', 'okay', 'join', 'confirm'],
  ...['ja', 'ja tak', 'jep', 'ja tack', 'japp', 'ja takk'],
  ...['ja bitte', 'jawohl', 'oui', 'oui merci', 'd accord'],
]);

/** Whether the whole message is a yes. "yes?" and "yes but when" are none. */
export const isYes = (text: string): boolean =>
  !text.includes('?') &&
  YES_WORDS.has(
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\s]/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
