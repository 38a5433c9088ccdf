import { t } from '../../language/t.js';

const PURPOSES: { [purpose: string]: string } = {
  marketing: t('marketing'),
  'cart-reminder': t('cart reminders'),
  'back-in-stock': t('back in stock'),
  transactional: t('about orders'),
};

/** What people may have agreed to or refused; one that we have no words for stays as it was said. */
export const purposeChoices = (own: string): { [purpose: string]: string } =>
  Object.hasOwn(PURPOSES, own) ? PURPOSES : { ...PURPOSES, [own]: own };
