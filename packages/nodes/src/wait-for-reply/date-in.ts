import * as chrono from 'chrono-node';
import { Temporal } from 'temporal-polyfill';

/** Danish, Swedish and Norwegian, which the reader of dates does not know. */
const NORDIC: { [word: string]: string } = {
  ...{ januar: 'january', januari: 'january', februar: 'february', februari: 'february' },
  ...{ marts: 'march', mars: 'march', maj: 'may', mai: 'may', juni: 'june', juli: 'july', augusti: 'august' },
  ...{ oktober: 'october', desember: 'december' },
  ...{ mandag: 'monday', måndag: 'monday', tirsdag: 'tuesday', tisdag: 'tuesday', onsdag: 'wednesday' },
  ...{ torsdag: 'thursday', fredag: 'friday', lørdag: 'saturday', lördag: 'saturday' },
  ...{ søndag: 'sunday', söndag: 'sunday' },
};

/**
 * The date that a reply says, `2026-12-24`, in English, Danish, Swedish, Norwegian, German or French.
 * @param zone where the person is, IANA: “tomorrow” is theirs
 */
export function dateIn(text: string, atMs: number, zone: string): string | null {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const now = { instant: new Date(atMs), timezone: offsetNanoseconds / 60e9 };
  const dated = withoutTimes(text).replaceAll(WEEKDAY_IN_WEEKS, ' ');
  for (const [language, said] of [
    [chrono.en.GB, inEnglish(dated)],
    [chrono.de, dated],
    [chrono.fr, dated],
  ] as const) {
    const found = language.parse(said, now, { forwardDate: true }).find((hit) => isMeant(hit, said));
    if (!found) continue;
    const { year, month, day } = {
      year: found.start.get('year')!,
      month: found.start.get('month')!,
      day: found.start.get('day')!,
    };
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
}

/** “Friday in 2 weeks”: which Friday is not sure, and it is neither the coming one nor 14 days from now. */
const WEEKDAY_IN_WEEKS =
  /\p{L}+(?:day|dag|tag) (?:in|om) [\p{L}\d]+ (?:weeks?|uger?|uker?|vecka|veckor|wochen?)(?!\p{L})/giu;

/** A word goes on before the hit, or says that it is not the day, or one that is over. */
const DENIED =
  /(?:\p{L}|(?<!\p{L})(?:not|ikke|inte|nicht|pas|last|sidste|siste|förra|sista)(?: (?:på|on|am|le))? )$/iu;
const OVER = /(?<!\p{L})(?:last|letzte[nrs]?|dernier|dernière)(?!\p{L})/iu;

/** What the reader finds is often no date: `do`, `so`, `fri` and `mer` are weekdays to it, `2 mænd` two minutes. */
function isMeant({ index, text, start }: chrono.ParsedResult, said: string): boolean {
  const tags = start.tags();
  const inMonths = tags.has('result/relativeDate') && start.isCertain('month');
  if (!start.isCertain('day') && !start.isCertain('weekday') && !inMonths) return false;
  if (tags.has('result/relativeDateAndTime')) return false;
  if (/^\p{L}/u.test(said.slice(index + text.length))) return false;
  if (DENIED.test(said.slice(0, index)) || OVER.test(text)) return false;
  // “3 days” is as often how long as when.
  if (tags.has('result/relativeDate') && /^\d+ ?\p{L}+$/u.test(text)) return false;
  const isShort = start.isCertain('weekday') && /^\p{L}{1,3}$/u.test(text);
  return !isShort || said.replaceAll(/[^\p{L}\d]/gu, '') === text;
}

/** A time of day and a number of hours are written as days and months are: “kl. 10.30”, “1.5 timer”. */
const withoutTimes = (text: string): string =>
  text
    .replaceAll(/(?<!\p{L})(?:kl|klokken|klokka|klockan|at|um)\.? ?\d{1,2}[.:]\d{2}(?!\d|\.\d)/giu, ' ')
    .replaceAll(
      /(?<![\d.])\d{1,2}\.\d{1,2}(?!\d|\.\d) ?(?:timer?|tim|timmar|stunden?|heures?|hours?|h|kg|kr|%|€)(?!\p{L})/giu,
      ' ',
    );

const inEnglish = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\bi ?over ?morgen\b|\bi ?övermorgon\b/g, 'in 2 days')
    .replaceAll(/\bi ?mor(?:gen|gon)\b/g, 'tomorrow')
    .replaceAll(/\bi ?dag\b/g, 'today')
    .replaceAll(/\b(?:i )?(?:næste|neste|nästa) (?:uge|uke|vecka)\b/g, 'next week')
    .replaceAll(/\bom (?=\d+ (?:dag|uge|uke|vecka|veckor|måned|månad))/g, 'in ')
    .replaceAll(/\b(?:dage?|dagar|dager)\b/g, 'days')
    .replaceAll(/\b(?:uger?|uker?|vecka|veckor)\b/g, 'weeks')
    .replaceAll(/\b(?:måned(?:er)?|månad(?:er)?)\b/g, 'months')
    .replaceAll(/\bf[oö]r (\d+ (?:days|weeks|months)) (?:siden|sedan)\b/g, '$1 ago')
    .replaceAll(/(?<![\d.])(\d{1,2})\.(0?[1-9]|1[0-2])(?!\d|\.\d)/g, '$1/$2')
    .replaceAll(/(\d{1,2})\. ?(?=\p{L})/gu, '$1 ')
    .replaceAll(/\p{L}+/gu, (word) => (Object.hasOwn(NORDIC, word) ? NORDIC[word]! : word));
