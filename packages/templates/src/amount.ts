import type { BadAnswer } from './define-template.js';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** What is wrong with an amount off, which its currency may not have: 500.50 yen. */
export function faultsOfAmount(offer: unknown, shopCurrency: string): BadAnswer[] {
  const { kind, amount, currency } = offer as { kind?: string; amount: number; currency: string };
  if (kind !== 'amount') return [];
  if (currency !== '' && !CURRENCIES.has(currency))
    return [{ path: 'offer.currency', message: `There is no currency “${currency}”.` }];
  const own = currency || shopCurrency;
  const { maximumFractionDigits: digits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: own,
  }).resolvedOptions();
  return digits === 0 && !Number.isInteger(amount)
    ? [{ path: 'offer.amount', message: `${own} has no smaller coins: give a whole amount.` }]
    : [];
}
