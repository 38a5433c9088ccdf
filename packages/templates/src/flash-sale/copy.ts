import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital, inLanguage } from '../wording.js';

interface Copy {
  open: (gift: Gift | null, what: string, until: string) => string;
  lastCall: (gift: Gift | null, what: string, until: string) => string;
}

const withCode = (gift: Gift | null, words: string) => (gift ? `${words} ${gift.code}.` : '');

/** No offer in words is a sale that speaks for itself: “Boots on sale”. */
export const COPY: Record<Language, Copy> = {
  en: {
    open: (gift, what, until) =>
      `${gift ? capital(gift.on(what)) : `Sale on ${what}`}, until ${until}. ${withCode(gift, 'Code')}`.trim(),
    lastCall: (gift, what, until) =>
      `Last call: ${gift?.on(what) ?? `sale on ${what}`} ends ${until}. ${withCode(gift, 'Code')}`.trim(),
  },
  da: {
    open: (gift, what, until) =>
      `${gift ? capital(gift.on(what)) : `Udsalg på ${inLanguage(what, 'da')}`}, til ${until}. ${withCode(gift, 'Kode')}`.trim(),
    lastCall: (gift, what, until) =>
      `Sidste chance: ${gift?.on(what) ?? `udsalg på ${inLanguage(what, 'da')}`} slutter ${until}. ${withCode(gift, 'Kode')}`.trim(),
  },
};
