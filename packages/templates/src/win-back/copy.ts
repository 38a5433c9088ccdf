import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital, COMMA_NAME } from '../wording.js';

interface Copy {
  value: string;
  offer: (gift: Gift) => string;
  offerWithout: string;
}

const PICK = '{{ pick.new_since_last_order.name | truncate: 32 }}';

export const COPY: Record<Language, Copy> = {
  en: {
    value: `It's been a while${COMMA_NAME}. {% if pick.new_since_last_order.name %}New since you were here: ${PICK}.{% else %}There is a lot you haven't seen yet.{% endif %}`,
    offer: ({ words, code, until }) =>
      `We'd love to see you again${COMMA_NAME}. ${capital(words)}, just for you: ${code}${until}.`,
    offerWithout: `We'd love to see you again${COMMA_NAME}. Have a look whenever you like.`,
  },
  da: {
    value: `Det er længe siden${COMMA_NAME}. {% if pick.new_since_last_order.name %}Nyt, siden du var her: ${PICK}.{% else %}Der er meget, du ikke har set endnu.{% endif %}`,
    offer: ({ words, code, until }) =>
      `Vi vil gerne se dig igen${COMMA_NAME}. ${capital(words)} kun til dig: ${code}${until}.`,
    offerWithout: `Vi vil gerne se dig igen${COMMA_NAME}. Kig forbi, når det passer dig.`,
  },
};
