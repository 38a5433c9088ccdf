import { words, whole, type Wording } from './wording.js';

const TEXTS =
  '(?:sms|sms er|smser|meldinger|meldingene|melding|reklame|utsendelser|utsendelsene|tekster|spam)';

export const norwegian: Wording = {
  noMore: [
    words(`slutt(?:e)? (?:nå )?(?:med )?(?:å )?(?:sende|skrive|smse|sms e|kontakte|mase|${TEXTS}|dette)`),
    whole('slutt'),
    words('bedt (?:dere|deg) (?:om å )?(?:slutte|stoppe)'),
    words(`(?:stopp|stans) (?:med )?(?:disse |alle |de |denne )?${TEXTS}`),
    words(`(?:ikke|ingen) (?:ha |få |motta |å få )?(?:flere|mer) ${TEXTS}`),
    whole(`ingen ${TEXTS}`),
    words('trekker (?:herved )?(?:tilbake )?(?:mitt )?samtykke'),
    words('ikke flere(?: takk)?$'),
    words('(?:fjerne?|slette?|avmelde?) (?:meg|nummeret mitt|mitt nummer|nummeret|dette nummeret)'),
    words('meld(?:e)? meg av|avmelde meg|melder (?:jeg|man) (?:meg|seg) av'),
    words('avslutt abonnementet'),
    words(`(?:vil|ønsker) ikke (?:lenger )?(?:å )?(?:ha|motta|få)? ?(?:flere |mer |noen )*${TEXTS}`),
    words(`(?:gidder|orker) ikke (?:flere|mer) ${TEXTS}`),
    words('ikke (?:send|skriv|kontakt)(?: (?:til )?meg)? (?:til meg )?(?:mer|flere|igjen)'),
    words('(?:send|skriv til|kontakt) meg (?:ikke|aldri) (?:mer|flere|igjen)'),
    words('la meg være'),
  ],
  somethingElse: [
    words('ikke (?:slutt|slutte|stopp|stoppe)'),
    words('(?:neste|siste) stopp'),
    words('ikke flere (?:i|på|av)'),
    words('(?:er|har|finnes|fås|kommer|får) (?:det|dere|du|de|man) (?:\\p{L}+ )?(?:ikke|ingen) flere'),
    words('(?:stopp|slutt) (?:aldri|ikke)'),
  ],
  courtesies: [
    'takk',
    'vennligst',
    'nå',
    'hei',
    'nei',
    'please',
    'vær så snill å',
    'vær så snill',
    'kan dere',
    'bare',
  ],
};
