import { words, whole, type Wording } from './wording.js';

const TEXTS = '(?:sms|nachrichten|nachricht|werbung|mitteilungen|spam)';

export const german: Wording = {
  noMore: [
    words('(?:hör|hören sie|hört|hoer|hoeren sie) (?:bitte |endlich |sofort )?auf'),
    whole('aufhören|aufhoeren|stoppt (?:das|es|die sms)|(?:sms )?abbestellen'),
    words('(?:anna|nummer|interesse|interessiert) (?:bitte )?(?:aufhören|löschen|loeschen|austragen)'),
    words(`keine? (?:weiteren? )?${TEXTS} mehr`),
    words(`keine weiteren? ${TEXTS}`),
    whole(`keine ${TEXTS}|bitte nicht mehr`),
    words(`(?:möchte|will|wünsche|moechte) (?:bitte )?keine (?:weiteren? )?${TEXTS}`),
    words(
      '(?:schreiben|schreibt|schreib|schicken|schickt|schick|senden|sendet|kontaktieren|kontaktiert)(?: sie)? (?:mir|mich|uns) (?:bitte )?(?:nicht|nichts|keine \\p{L}+) mehr',
    ),
    words('nicht mehr (?:schreiben|kontaktieren|anschreiben|schicken|senden)'),
    words('(?:mich|bitte)(?: \\p{L}+){0,4} abmelden|meld(?:en|et|e)?(?: sie)? mich (?:bitte )?ab'),
    whole('(?:sms )?abmelden'),
    words('lösch(?:en|t|e)?(?: sie)? (?:bitte )?(?:mich|meine (?:telefon)?nummer|diese nummer)'),
    words(
      '(?:von|aus) (?:der|eurer|ihrer|dem|ihrem) (?:liste|verteiler)|(?:liste|verteiler) (?:streichen|nehmen|löschen)',
    ),
    words('trag(?:en|t)?(?: sie)? mich (?:bitte )?aus'),
    whole('austragen'),
    words('lass(?:t|en sie)? mich in ruhe'),
    words(
      '(?:mich|meine (?:telefon)?nummer)(?: \\p{L}+){0,4} (?:löschen|loeschen|entfernen|streichen|austragen)',
    ),
    words('melde ich mich ab'),
    words('will (?:das|dies|die) (?:alles )?nicht mehr(?: haben| bekommen)?$'),
    whole('schluss(?: damit| jetzt)?'),
    words('widerrufe (?:hiermit )?(?:meine|die) einwilligung'),
    words('nein danke (?:bitte )?nichts mehr'),
  ],
  somethingElse: [
    words('(?:hör|hört|hören sie) (?:bloß |bitte |ja )?nicht auf'),
    words('nicht aufhören'),
    words('stehe ich auf der liste'),
  ],
  courtesies: [
    'bitte',
    'danke',
    'jetzt',
    'sofort',
    'hallo',
    'endlich',
    'nein',
    'please',
    'können sie',
    'könnt ihr',
  ],
};
