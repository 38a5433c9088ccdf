import { languageFor, type Reader, type TextLanguage } from '../compose/brand-and-stop.js';
import { languagesOfText } from '../compose/language-of-text.js';
import { plainOf, withoutCourtesies } from './plain-wording.js';

/** Words for STOP, START and HELP that only some write; STOP, INFO and their like are written everywhere. */
const SPOKEN: Record<string, string[]> = {
  da: ['hjælp', 'afmeld', 'afmelding', 'frameld', 'slut', 'tilmeld', 'stop venligst'],
  sv: ['hjälp', 'avsluta', 'avregistrera', 'avanmäl', 'börja', 'slut', 'stopp'],
  no: ['hjelp', 'avmeld', 'meld av', 'stopp'],
  de: ['hilfe', 'abmelden', 'beenden', 'stoppen', 'bitte stoppen', 'anmelden', 'stopp'],
  fr: ['aide', 'arret', 'arrêt', 'arreter', 'arrêter', 'desabonner', 'désabonner'],
};

/**
 * The language to answer a reply in: the one that it is written in, where that is plain, else what is written to them in
 * anyway. Who writes HJÆLP or AFMELD reads Danish, whatever a shop's import had said of them.
 */
export function languageOfAnswer(written: string, reader: Reader, ofShop?: TextLanguage | null): string {
  const own = languageFor(reader, ofShop);
  const spoken = languagesOfReply(written);
  if (spoken.length === 0 || spoken.includes(own)) return own;
  // STOPP is written in three countries.
  const local = languageFor({ ...reader, language: null }, ofShop);
  return spoken.includes(local) ? local : spoken[0]!;
}

function languagesOfReply(text: string): string[] {
  const plain = plainOf(text);
  const spoken = Object.keys(SPOKEN).filter((language) =>
    [plain, withoutCourtesies(plain)].some((words) => SPOKEN[language]!.includes(words)),
  );
  return spoken.length > 0 ? spoken : languagesOfText(text);
}
