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
  const dated = withoutTimes(text);
  for (const [language, said] of [
    [chrono.en.GB, inEnglish(dated)],
    [chrono.de, dated],
    [chrono.fr, dated],
  ] as const) {
    const [found] = language.parse(said, now, { forwardDate: true });
    if (!found?.start.isCertain('day') && !found?.start.isCertain('weekday')) continue;
    const { year, month, day } = {
      year: found.start.get('year')!,
      month: found.start.get('month')!,
      day: found.start.get('day')!,
    };
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
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
    .replaceAll(/\bom (?=\d+ (?:dag|uge|uke|vecka|veckor))/g, 'in ')
    .replaceAll(/\b(?:dage?|dagar|dager)\b/g, 'days')
    .replaceAll(/\b(?:uger?|uker?|vecka|veckor)\b/g, 'weeks')
    .replaceAll(/(?<![\d.])(\d{1,2})\.(0?[1-9]|1[0-2])(?!\d|\.\d)/g, '$1/$2')
    .replaceAll(/(\d{1,2})\. ?(?=\p{L})/gu, '$1 ')
    .replaceAll(/\p{L}+/gu, (word) => (Object.hasOwn(NORDIC, word) ? NORDIC[word]! : word));
