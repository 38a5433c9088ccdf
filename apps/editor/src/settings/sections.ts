import { t } from '../language/t.js';

/** The sections of the settings by their address, with other words that they are looked for by. */
export const SETTINGS = {
  brand: { title: t('Brand, texts and links'), also: t('opt-out stop answer link utm short') },
  sending: { title: t('Senders and carrier'), also: t('plivo number sms send') },
  limits: { title: t('Hours and limits'), also: t('quiet hours cap holiday automatic stop urgency') },
  prices: { title: t('Prices'), also: t('cost of a part money') },
  keys: { title: t('Keys'), also: t('api write key developer') },
  team: { title: t('People and roles'), also: t('team invite members users') },
};
