import { words, whole, type Wording } from './wording.js';

const TEXTS = '(?:sms|messages?|textos?|pubs?|publicités?|publicites?|spams?)';
const SENDING = '(?:envoyer|écrire|ecrire|contacter|texter|recevoir|harceler|spammer)';

export const french: Wording = {
  noMore: [
    words(
      `(?:arr[êe]te(?:z|r)?|cesse(?:z|r)?) (?:de |d )?(?:m |me )?(?:${SENDING}|ces|vos|les|ça|ca|cela|tout|${TEXTS})`,
    ),
    words('(?:numéro|numero|intéressée?|anna) arr[êe]tez'),
    words(`stop (?:aux |les |à vos |vos )?${TEXTS}`),
    words(`plus (?:de|d|aucune?) ${TEXTS}`),
    whole(`pas de ${TEXTS}`),
    words(
      `(?:veux|souhaite|désire|desire|voudrais) (?:plus|pas) (?:de |recevoir (?:de |vos |d autres )?)?(?:${TEXTS})`,
    ),
    words('(?:veux|souhaite|désire|voudrais) plus (?:rien )?recevoir'),
    words(`ne plus (?:m |me |jamais )*(?:${SENDING})`),
    words('n(?:e)? (?:m |me )(?:envoyez|envoie|écrivez|ecrivez|écris|contactez|contacte) (?:plus|pas)'),
    words('(?:désabonn|desabonn|désinscri|desinscri)\\p{L}*'),
    words(
      '(?:retire|supprime|enl[eè]ve|efface|raye|ôte)(?:z|r)?(?: moi)? (?:de (?:la|votre|vos) (?:liste|fichiers?)|mon (?:numéro|numero))',
    ),
    words('(?:retirez|supprimez|enlevez|effacez|rayez) moi'),
    words('(?:laissez|laisse|fichez|foutez|fous) moi (?:tranquille|la paix|en paix)'),
    words(`(?:ça|ca) suffit (?:les |vos |avec )*${TEXTS}`),
    words('retire mon consentement'),
    whole('arr[êe]te(?:z|r)?'),
  ],
  somethingElse: [
    words('n (?:arr[êe]te|cesse)(?:z|s)?(?: \\p{L}+)?'),
    words('(?:prochain|dernier|l) arr[êe]t'),
    words('non ?stop'),
  ],
  courtesies: [
    'svp',
    's il vous plaît',
    's il vous plait',
    's il te plaît',
    'merci',
    'stp',
    'bonjour',
    'maintenant',
  ],
};
