import { words, whole, type Wording } from './wording.js';

const TEXTS = '(?:sms|sms er|smser|beskeder|besked|reklamer?|reklame|tekster|mails|spam)';

export const danish: Wording = {
  noMore: [
    words(
      `(?:stop|hold(?: nu)? op|stoppe) (?:(?:nu|dog|venligst) )*med (?:at |de |det |alle |jeres )*(?:skrive|sende|smse|sms|kontakte|${TEXTS})`,
    ),
    words(`stop (?:nu |så )?(?:det|den|de|alle|jeres)? ?(?:her )?${TEXTS}`),
    words('bedt (?:jer|dig) (?:om at )?stoppe'),
    words(`(?:ikke|ingen) (?:have |få |modtage )?(?:flere|mere|yderligere) (?:af (?:jeres|de) )?${TEXTS}`),
    whole(`ingen ${TEXTS}`),
    words('(?:tilbagekalder|trækker)(?: hermed)? (?:mit )?samtykke'),
    words('ikke flere(?: tak)?$'),
    words(`nej tak til (?:flere|mere|jeres) ${TEXTS}`),
    words(
      '(?:fjerne?|slet(?:te)?|afmeld|frameld) (?:venligst )?(?:mig|mit (?:telefon)?nummer|mit (?:tlf )?nr|nummeret|dette nummer)',
    ),
    words(
      '(?:afmelde|framelde) mig|afmelder (?:jeg|man)|(?:vil|gerne) (?:gerne )?(?:afmeldes|slettes|frameldes)',
    ),
    words(
      `(?:vil|ønsker|gider) ikke (?:længere )?(?:at )?(?:have |modtage |få |høre )?(?:flere|mere|jeres|de her)(?: (?:${TEXTS}|fra|af)|$)`,
    ),
    words(`(?:vil|ønsker|gider) ikke (?:længere )?(?:at )?(?:have|modtage|få) (?:\\p{L}+ )?${TEXTS}`),
    words('lad(?: (?:dog|nu))? mig være'),
    words('lade?(?: (?:dog|nu))? være med at (?:skrive|sende|smse|kontakte)'),
    words('(?:skriv|send|sms|kontakt) (?:mig )?ikke (?:til )?(?:mig )?(?:mere|flere|igen)'),
    words('(?:må|skal) ikke (?:kontakte|skrive til|sende|smse)'),
  ],
  somethingElse: [
    words('stop (?:endelig |nu |bare )?ikke'),
    words('ikke (?:stop|stoppe)'),
    words('(?:næste|sidste|første) stop'),
    words('ikke flere (?:i|på|af)'),
    words('(?:er|har|findes|fås|kommer|får) (?:der|i|du|de|man) (?:\\p{L}+ )?(?:ikke|ingen) flere'),
  ],
  courtesies: [
    'tak',
    'venligst',
    'nu',
    'så',
    'dog',
    'hej',
    'please',
    'nej',
    'bare',
    'kan i',
    'vil i',
    'gerne',
  ],
};
