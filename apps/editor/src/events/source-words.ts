import { sourceWords } from '../people/consent-words.js';
import { t } from '../language/t.js';

const SOURCES: Record<string, string> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  plivo: 'Plivo',
  signalbox: 'Signalbox',
  demo: t('Demo shop'),
  segment: t('Event API'),
  webhook: t('Webhook'),
  storefront: t('The shop’s pages'),
  'preference page': t('Their page'),
  page: t('Their page'),
  link: t('Link in a text'),
  'by-hand': t('Somebody here'),
  segments: t('Segments'),
  coupons: t('Coupons'),
  waitlist: t('Waitlists'),
  loyalty: t('Loyalty'),
  catalogue: t('Products'),
  'sign-up': t('Sign-up forms'),
};

/** Where an event came from, as a heading would say it; a program that has a name of its own keeps it. */
export const eventSourceWords = (source: string): string => SOURCES[source] ?? sourceWords(source);
