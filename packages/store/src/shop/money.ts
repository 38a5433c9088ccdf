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

/**
 * @param amount a number, or text as shops and people write one: `1299.50`, `1.299,50 kr.`, `$1,299.50`
 * @returns `null` for what is no amount
 */
export function toMinor(amount: unknown, currency: string | null): number | null {
  const major = majorOf(amount, currency);
  if (major === null) return null;
  const minor = Math.round(major * 10 ** digitsOf(currency));
  return Number.isFinite(minor) && Math.abs(minor) <= LARGEST_MINOR ? minor : null;
}

/** What one piece costs, in major units, written as in `toMinor` and as exactly as it is told: a piece may cost parts of a cent. */
export function priceOf(amount: unknown, currency: string | null): string | null {
  return toMinor(amount, currency) === null ? null : String(majorOf(amount, currency));
}

function majorOf(amount: unknown, currency: string | null): number | null {
  if (typeof amount === 'number') return amount;
  return typeof amount === 'string' ? readAmount(amount, digitsOf(currency)) : null;
}

const CURRENCY = String.raw`(?:\p{L}{1,6}\.?|\p{L}{0,3}\p{Sc})`;
/** A minus, digits in groups or not, and perhaps a fraction, which may be a dash; before or after it the currency. */
const WRITTEN = new RegExp(
  String.raw`^(-?)\s*${CURRENCY}?\s*(-?)\s*(\d[\d.,'’\s]*|[.,]\d+)(?:,-)?\s*${CURRENCY}?$`,
  'u',
);

function readAmount(text: string, fractionDigits: number): number | null {
  const plain = text.trim().replace(/[−–]/g, '-');
  if (plain === '') return null;
  if (Number.isFinite(Number(plain))) return Number(plain);
  const written = plain.length > 40 ? null : WRITTEN.exec(plain);
  if (!written) return null;
  const digits = written[3]!.replace(/[\s'’]/gu, '').replace(/[.,]$/, '');
  const { whole, fraction } = partsOf(digits, fractionDigits);
  const value = Number(`${whole.replace(/[.,]/g, '') || '0'}.${fraction || '0'}`);
  return written[1] || written[2] ? -value : value;
}

/** What stands last is the fraction's, unless it can only be a group of thousands. */
function partsOf(digits: string, fractionDigits: number): { whole: string; fraction: string } {
  const at = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  if (at < 0) return { whole: digits, fraction: '' };
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)];
  const isRepeated = whole.includes(digits[at]!);
  const isThousands = fractionDigits !== 3 && /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3;
  return isRepeated || isThousands ? { whole: digits, fraction: '' } : { whole, fraction };
}

export const toMajor = (minor: number, currency: string | null): number => minor / 10 ** digitsOf(currency);

const digitsOf = (currency: string | null): number => MINOR_DIGITS[currency ?? ''] ?? 2;

/** The ISO 4217 code, whatever its case. @returns `null` for what is none */
export const currencyOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z]{3}$/.test(value.trim()) ? value.trim().toUpperCase() : null;

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
