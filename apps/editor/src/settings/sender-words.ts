import type { Senders } from '@signalbox/api/contract';
import { t } from '../language/t.js';

type Sender = Senders['senders'][number];

export const KINDS: { value: Sender['kind']; label: string }[] = [
  { value: 'number', label: t('Number') },
  { value: 'name', label: t('Name') },
  { value: 'short-code', label: t('Short code') },
  { value: 'powerpack', label: t('Powerpack') },
];
export const PURPOSES = [
  { value: 'marketing', label: t('Marketing') },
  { value: 'cart-reminder', label: t('Cart reminders') },
  { value: 'back-in-stock', label: t('Back in stock') },
  { value: 'transactional', label: t('Service') },
  { value: 'opt-in-confirmation', label: t('Confirmations') },
];

export const kindInWords = (kind: Sender['kind']) => KINDS.find(({ value }) => value === kind)?.label ?? kind;
export const purposeInWords = (purpose: string) =>
  PURPOSES.find(({ value }) => value === purpose)?.label ?? purpose;
