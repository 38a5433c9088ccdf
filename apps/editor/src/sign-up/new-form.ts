import type { SignUpFormSettings } from '@signalbox/api/contract';
import type { Language } from '../language/languages.js';

type Said = Pick<SignUpFormSettings, 'name' | 'title' | 'lead' | 'wording' | 'success'>;

/** What a new form says to begin with: in the language of the people who will read it. */
const SAID: Record<Language, Said> = {
  en: {
    name: 'Newsletter by text',
    title: 'News by text',
    lead: 'New arrivals and offers, about twice a month.',
    wording:
      'Yes, text me news and offers, about twice a month. I can stop at any time by replying STOP. Message and data rates may apply.',
    success: 'You’re in. Thank you!',
  },
  da: {
    name: 'Nyhedsbrev på sms',
    title: 'Nyheder på sms',
    lead: 'Nye varer og tilbud, cirka to gange om måneden.',
    wording:
      'Ja, send mig nyheder og tilbud på sms, cirka to gange om måneden. Jeg kan altid stoppe ved at svare STOP. Almindelig sms- og datatakst kan gælde.',
    success: 'Du er med. Tak!',
  },
};

export const newForm = (language: Language): SignUpFormSettings => ({
  slug: 'news',
  language,
  ...SAID[language],
  purposes: ['marketing'],
  isDouble: true,
  tag: null,
  keyword: null,
});

/** A form in another language: what nobody has changed of what it began with is said in that one. */
export function inLanguage(
  form: SignUpFormSettings,
  language: SignUpFormSettings['language'],
): SignUpFormSettings {
  const before = SAID[form.language as Language];
  const after = SAID[language as Language];
  const untouched = (Object.keys(SAID.en) as (keyof Said)[]).filter(
    (field) => before && after && form[field] === before[field],
  );
  return {
    ...form,
    language,
    ...Object.fromEntries(untouched.map((field) => [field, after[field]])),
  };
}
