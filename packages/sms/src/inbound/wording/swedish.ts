import { words, whole, type Wording } from './wording.js';

const TEXTS = '(?:sms|sms en|smsen|meddelanden|reklam|utskick|utskicken|mess|spam)';

export const swedish: Wording = {
  noMore: [
    words(
      `sluta (?:nu )?(?:att |med (?:att )?)?(?:skicka|skriva|smsa|sms a|sms|kontakta|messa|era|${TEXTS}|det här)`,
    ),
    whole('sluta'),
    words('bett (?:er|dig) (?:att )?sluta'),
    words(`stoppa (?:alla |era |de här )?${TEXTS}`),
    words(`(?:inga|inte|ingen) (?:ha |få )?(?:fler|flera|mer|mera) (?:av era )?${TEXTS}`),
    whole(`(?:inga|ingen) ${TEXTS}`),
    words('(?:återkallar|drar tillbaka)(?: härmed)? (?:mitt )?samtycke'),
    words('inga fler(?: tack)?$'),
    words(
      '(?:ta bort|radera|avregistrera|avanmäl|avanmäla|spärra) (?:mig|mitt (?:telefon)?nummer|numret|detta nummer)(?! (?:en|ett))',
    ),
    words('avregistrerar (?:jag|man)|avanmäler (?:jag|man)'),
    words('avsluta (?:min |mitt )?(?:prenumerationen?|abonnemanget)'),
    words(`vill inte (?:längre )?(?:ha|få) (?:fler |mer |era |några )*${TEXTS}`),
    words('vill inte (?:längre )?(?:ha|få) (?:detta|det här|dessa|de här)'),
    words(`orkar inte (?:med )?(?:fler|mer) ${TEXTS}`),
    words('(?:skicka|skriv|sms a|smsa|kontakta) (?:mig )?inte (?:till )?(?:mig )?(?:mer|mera|fler|igen)'),
    words('(?:skriv|skicka|smsa|sms a|kontakta) mig (?:inte|aldrig)|(?:sms a|smsa|kontakta) mig inte mer'),
    words('låt mig vara|lämna mig (?:i fred|ifred)'),
  ],
  somethingElse: [
    words('sluta (?:inte|aldrig)'),
    words('(?:inte|aldrig) sluta'),
    words('(?:nästa|sista) stopp'),
    words('inga fler (?:i|på|av|röda|blå)'),
    words('(?:är|har|finns|kommer|får) (?:det|ni|du|de|man) (?:\\p{L}+ )?(?:inte|inga) fler'),
  ],
  courtesies: ['tack', 'snälla', 'nu', 'hej', 'nej', 'please', 'vänligen', 'kan ni', 'bara', 'genast'],
};
