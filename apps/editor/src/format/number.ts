import { locale } from '../language/i18n.js';

const count = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

export const formatCount = (value: number) => count.format(value);

/** `61 %` with a thin space; a share that is small but not nothing says so. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  if (share > 0 && share < 1) return '<1\u202f%';
  return `${percent.format(share)}\u202f%`;
}

/** Minor units by currency, as money: `{ DKK: 51200 }` → `DKK 512.00`. */
export function formatMoney(byCurrency: { [currency: string]: number }): string {
  const amounts = Object.entries(byCurrency).map(([currency, minor]) => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(minor / 10 ** digits);
  });
  return amounts.join(' + ') || '–';
}

/** An amount as a price: `DKK 1,299.00`. */
export const formatAmount = (amount: number, currency: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // A part of a text may cost less than the smallest coin.
    maximumFractionDigits: Math.abs(amount) < 1 ? 4 : 2,
  }).format(amount);

const decimals = (digits: number, signDisplay: 'auto' | 'exceptZero' = 'auto') =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay,
  });

/** `+3.1`, `−0.4`: a difference, of which the sign is the message. */
export const formatSigned = (value: number, digits: number): string =>
  decimals(digits, 'exceptZero').format(value).replace('-', '−');

/** A number with so many digits behind the point. */
export const formatDecimal = (value: number, digits: number): string => decimals(digits).format(value);

/** `12.5`, but `10`: with no more digits behind the point than it has. */
export const formatAtMost = (value: number, digits: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);

/** `104`, but `0.3`: an average is nothing to be exact about. */
export const formatAbout = (value: number): string => formatAtMost(value, value < 10 ? 1 : 0);
