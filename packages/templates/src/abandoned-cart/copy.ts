import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital, NAME_COMMA } from '../wording.js';

interface Copy {
  remind: string;
  remindWithGift: (gift: Gift) => string;
}

const PRODUCT = '{{ event.products.0.name | truncate: 32 }}';
const CART = "{{ event.checkout_url | link: name: 'cart', expires: '48h' }}";

export const COPY: Record<Language, Copy> = {
  en: {
    remind: `${NAME_COMMA}your {% if event.products.0.name %}${PRODUCT}{% else %}cart{% endif %} is still waiting. Finish here: ${CART}`,
    remindWithGift: ({ words, code }) =>
      `Still thinking about {% if event.products.0.name %}${PRODUCT}{% else %}your cart{% endif %}? ${capital(words)}: ${code} ${CART}`,
  },
  da: {
    remind: `${NAME_COMMA}{% if event.products.0.name %}${PRODUCT} ligger{% else %}dine varer ligger{% endif %} stadig i kurven. Køb her: ${CART}`,
    remindWithGift: ({ words, code }) =>
      `Overvejer du stadig {% if event.products.0.name %}${PRODUCT}{% else %}din kurv{% endif %}? ${capital(words)}: ${code} ${CART}`,
  },
};
