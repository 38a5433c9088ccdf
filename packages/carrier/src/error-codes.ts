/**
 * Where a text ends that meets one of Plivo's error codes: `failed` before a network had it, `undelivered` after. The codes are
 * those of `packages/sms/src/plivo/error-codes.ts`, which says where they come from; which side of the network each is on
 * follows from Plivo's “failed: before the carrier” (its page on message states, seen 2026-11) and is our reading.
 */
const ENDS: Record<string, 'failed' | 'undelivered'> = {
  '10': 'failed',
  '20': 'undelivered',
  '30': 'failed',
  '40': 'failed',
  '50': 'undelivered',
  '60': 'undelivered',
  '70': 'undelivered',
  '80': 'undelivered',
  '90': 'undelivered',
  '100': 'undelivered',
  '110': 'failed',
  '120': 'failed',
  '130': 'failed',
  '140': 'failed',
  '200': 'failed',
  '201': 'failed',
  '420': 'failed',
  '450': 'failed',
  '451': 'failed',
  '900': 'failed',
  '1000': 'undelivered',
};

export const endOf = (errorCode: string): 'failed' | 'undelivered' => ENDS[errorCode] ?? 'undelivered';

const NUMBERS = /^(\+\d{1,15}\*?|\*)$/;

/** Whether it says of numbers, or of beginnings of numbers, with which code their texts end. */
export const isErrorsByNumber = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([number, code]) => NUMBERS.test(number) && typeof code === 'string' && Object.hasOwn(ENDS, code),
  );

/** With which code a text to a number ends, if one was ordered. */
export function errorFor(errors: Record<string, string>, number: string): string | null {
  if (errors[number] !== undefined) return errors[number];
  const [longest] = Object.entries(errors)
    .filter(([beginning]) => beginning.endsWith('*') && number.startsWith(beginning.slice(0, -1)))
    .sort(([one], [other]) => other.length - one.length);
  return longest?.[1] ?? null;
}
