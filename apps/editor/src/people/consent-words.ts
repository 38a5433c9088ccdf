import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** What people agree to, each for itself. */
export const PURPOSES = [
  { value: 'marketing', label: t('Marketing') },
  { value: 'cart-reminder', label: t('Reminders of carts') },
  { value: 'back-in-stock', label: t('Back in stock') },
];

const SOURCES: Record<string, string> = {
  'by-hand': t('somebody here'),
  bulk: t('work on many people'),
  undo: t('taking it back'),
  import: t('an import'),
  page: t('their page'),
  link: t('a link'),
  reply: t('a reply'),
  checkout: t('the checkout'),
  'sign-up': t('a sign-up form'),
  'come-back': t('a sign of life'),
  demo: t('the demo shop'),
};

export const purposeWords = (purpose: string): string =>
  PURPOSES.find(({ value }) => value === purpose)?.label.toLowerCase() ?? said(purpose);

/** Where a word on consent came from; a shop's system or a form goes by its own name. */
export const sourceWords = (source: string): string => SOURCES[source] ?? said(source);
