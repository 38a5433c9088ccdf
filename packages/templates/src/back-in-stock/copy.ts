import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital } from '../wording.js';

interface Copy {
  back: (gift: Gift | null) => string;
}

const NAME = '{{ event.name | truncate: 40 }}';
const LINK = "{% if event.url %} {{ event.url | link: name: 'product' }}{% endif %}";
const few = (words: string) =>
  `{% unless event.more > 0 %}{% if product.available and product.available < 20 %} ${words}{% endif %}{% endunless %}`;

/** `event.more`: other things that they wait for and that are back, too. One text tells of them all. */
const named = (one: string, unnamed: string, several: string) =>
  `{% if event.name %}{% if event.more > 0 %}${several}{% else %}${one}{% endif %}{% else %}${unnamed}{% endif %}`;

export const COPY: Record<Language, Copy> = {
  en: {
    back: (gift) =>
      `${named(`${NAME} is back.`, 'What you asked about is back.', `${NAME} and {{ event.more }} more that you asked about are back.`)}${few('{{ product.available }} left.')}${gift ? ` ${capital(gift.words)}: ${gift.code}` : ' You are among the first we told.'}${LINK}`,
  },
  da: {
    back: (gift) =>
      `${named(`${NAME} er på lager igen.`, 'Det, du spurgte efter, er på lager igen.', `${NAME} og {{ event.more }} mere, du spurgte efter, er på lager igen.`)}${few('{{ product.available }} tilbage.')}${gift ? ` ${capital(gift.words)}: ${gift.code}` : ' Du er blandt de første, vi skriver til.'}${LINK}`,
  },
};
