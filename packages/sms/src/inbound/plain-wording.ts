/**
 * Wording by which people say "no more" in a whole message. The FCC's order in force since 11 April 2025 takes any
 * wording that a reasonable person would read so; the other languages are what people write in them.
 */
const SAYS_NO_MORE: RegExp[] = [
  // English
  /\b(stop|quit|cease|end) (texting|messaging|sending|contacting|these|the|this|all|those)\b/,
  /\b(do not|don t|dont|never) (text|message|contact|sms) (me|this)\b/,
  /\bno more (texts?|messages?|sms|of these)\b/,
  /\b(take|get|remove|delete) me (off|from)\b/,
  /\b(unsubscribe|opt) (me|out)\b/,
  /\bleave me alone\b/,
  /\bi (do not|don t|dont|no longer) want (to (get|receive)|your|these|any|more)\b/,
  // Danish
  /\b(stop|hold op) med (at )?(skrive|sende|sms)/,
  /\bikke flere( sms| beskeder| tak|$)/,
  /\b(fjern|slet|afmeld|frameld) mig\b/,
  /\bvil ikke (længere )?(have|modtage)\b/,
  /\blad mig være\b/,
  // Swedish
  /\bsluta (skicka|skriva|smsa|skick|kontakta)/,
  /\binga fler( sms| meddelanden| tack|$)/,
  /\b(ta bort|avregistrera) mig\b/,
  /\bvill inte (längre )?(ha|få)\b/,
  // Norwegian
  /\bslutt (å|med å|med) (sende|skrive)/,
  /\bikke flere (sms|meldinger)/,
  /\b(fjern|slett|meld av) meg\b/,
  /\bvil ikke (lenger )?(ha|motta|få)\b/,
  // German
  /\b(hör|hören sie|hört) (bitte )?auf\b/,
  /\bkeine (weiteren |weitere )?(sms|nachrichten|werbung)( mehr)?\b/,
  /\bnicht mehr (schreiben|kontaktieren|anschreiben|schicken)\b/,
  /\b(abmelden|austragen|löschen sie mich|lösch mich|meldet mich ab)\b/,
  /\blass(t|en sie)? mich in ruhe\b/,
  // French
  /\barr[êe]te(z|r)? (de |d )?(m |me )?(envoyer|écrire|ecrire|contacter|texter|ces)/,
  /\bplus (de|aucun) (sms|messages?|textos?)\b/,
  /\b(désabonne|desabonne|désinscri|desinscri)/,
  /\bne (m|me) (envoyez|écrivez|ecrivez|contactez) plus\b/,
  /\b(laissez|laisse) moi tranquille\b/,
];

/** What looks like it and means the opposite, or something else. */
const SAYS_SOMETHING_ELSE: RegExp[] = [
  /\b(don t|dont|do not|never|please don t) stop\b/,
  /\b(can t|cannot|won t|couldn t) stop\b/,
  /\bnon ?stop\b/,
  /\b(bus|pit|next|first|last|tour) stop\b/,
  /\bstop (i|ikke|inte|nicht) (med )?ikke\b/,
  /\b(hör|hört) nicht auf\b/,
  /\bn arr[êe]te/,
];

/** Words that make a short message worth a second look. */
const MAY_MEAN_IT =
  /\b(stop|stopp|afmeld|avmeld|abmelden|arr[êe]te|unsubscribe|quit|cancel|enough|nok|nog|genug|assez|spam)\b/;
const SHORT_WORDS = 6;

/** @returns `no-more` for a clear wish, `doubtful` for one that a person must judge, `null` for anything else */
export function wishOf(text: string): 'no-more' | 'doubtful' | null {
  const plain = text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\s]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (SAYS_SOMETHING_ELSE.some((pattern) => pattern.test(plain))) return null;
  if (SAYS_NO_MORE.some((pattern) => pattern.test(plain))) return 'no-more';
  return MAY_MEAN_IT.test(plain) && plain.split(' ').length <= SHORT_WORDS && !text.includes('?')
    ? 'doubtful'
    : null;
}
