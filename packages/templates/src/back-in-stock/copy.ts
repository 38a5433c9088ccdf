import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';

interface Copy {
  back: (gift: Gift | null) => string;
}

const NAME = '{{ event.product_name | truncate: 40 }}';
const LINK = "{% if event.url %} {{ event.url | link: name: 'product' }}{% endif %}";
const few = (words: string) => `{% if product.available and product.available < 20 %} ${words}{% endif %}`;

export const COPY: Record<Language, Copy> = {
  en: {
    back: (gift) =>
      `{% if event.product_name %}${NAME}{% else %}What you asked about{% endif %} is back.${few('{{ product.available }} left.')}${gift ? ` ${gift.words}: ${gift.code}` : ' You are among the first we told.'}${LINK}`,
  },
  da: {
    back: (gift) =>
      `{% if event.product_name %}${NAME}{% else %}Det, du spurgte efter,{% endif %} er på lager igen.${few('{{ product.available }} tilbage.')}${gift ? ` ${gift.words}: ${gift.code}` : ' Du er blandt de første, vi skriver til.'}${LINK}`,
  },
};
