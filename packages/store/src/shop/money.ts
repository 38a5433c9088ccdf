/** Currencies without minor units, and those with three digits (ISO 4217); all others have two. */
const MINOR_DIGITS: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  ISK: 0,
  CLP: 0,
  VND: 0,
  BHD: 3,
  KWD: 3,
  TND: 3,
  JOD: 3,
  OMR: 3,
};

/** Beyond this an amount is no price but a mistake, and its sums would no longer be exact. */
const LARGEST_MINOR = 1e12;

/** @returns `null` for what is no amount */
export function toMinor(amount: unknown, currency: string | null): number | null {
  if (typeof amount !== 'number' && (typeof amount !== 'string' || amount.trim() === '')) return null;
  const minor = Math.round(Number(amount) * 10 ** digitsOf(currency));
  return Number.isFinite(minor) && Math.abs(minor) <= LARGEST_MINOR ? minor : null;
}

export const toMajor = (minor: number, currency: string | null): number => minor / 10 ** digitsOf(currency);

const digitsOf = (currency: string | null): number => MINOR_DIGITS[currency ?? ''] ?? 2;

/** @returns `null` for what is no ISO 4217 code */
export const currencyOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : null;

/** What is paid in all, in minor units. Segment's senders may give the takings alone, or the value. */
export function totalOf(
  { total, revenue, value }: { [key: string]: unknown },
  currency: string | null,
): number | null {
  return toMinor(total, currency) ?? toMinor(revenue, currency) ?? toMinor(value, currency);
}

/** What an order cost, in minor units; `null` without a sound amount and currency. */
export function spendOf(properties: { [key: string]: unknown }): { currency: string; minor: number } | null {
  const currency = currencyOf(properties.currency);
  const minor = totalOf(properties, currency);
  return currency === null || minor === null ? null : { currency, minor };
}
