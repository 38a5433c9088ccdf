import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital, COMMA_NAME } from '../wording.js';

interface Copy {
  /** From a sender that hears no replies the link that confirms is added to it, whenever that sender came. */
  confirm: string;
  hello: (gift: Gift) => string;
  helloWithoutGift: string;
  reminder: (gift: Gift) => string;
}

const ifHeard = (words: string) => `{% if sender.takes_replies %} ${words}{% endif %}`;

/** The code and its end are filled in as the text leaves; brand and opt-out are added to it. */
export const COPY: Record<Language, Copy> = {
  en: {
    confirm: `Would you like our news and offers by text, about twice a month?${ifHeard('Reply YES to confirm.')}`,
    hello: ({ on, code, until }) =>
      `Welcome${COMMA_NAME}! ${capital(on('your first order'))} with ${code}${until}.`,
    helloWithoutGift: `Welcome${COMMA_NAME}! You hear from us when it matters, about twice a month.`,
    reminder: ({ words, code, until }) =>
      `Your ${words} is still waiting: ${code}${until && `, good${until}`}.`,
  },
  da: {
    confirm: `Vil du have nyheder og tilbud fra os på sms, ca. to gange om måneden?${ifHeard('Svar JA for at bekræfte.')}`,
    hello: ({ on, code, until }) =>
      `Velkommen${COMMA_NAME}! ${capital(on('din første ordre'))} med ${code}${until}.`,
    helloWithoutGift: `Velkommen${COMMA_NAME}! Du hører fra os, når det betyder noget, ca. to gange om måneden.`,
    reminder: ({ words, code, until }) =>
      `Du har stadig ${words} til gode: ${code}${until && `, gælder${until}`}.`,
  },
};
