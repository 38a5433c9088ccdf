const REASONS: Record<string, string> = {
  'no-phone': 'No phone number',
  'no-consent': 'No consent for this',
  'consent-withdrawn': 'Consent withdrawn',
  stopped: 'Replied STOP',
  expired: 'Would have arrived too late',
  limit: 'Had the most texts there may be',
  'cart-reminded': 'Reminded of a cart already',
  'not-known': 'Not known whether it was sent',
  'carrier-refused': 'Refused by the carrier',
  'carrier-failed': 'The carrier could not deliver it',
  'text-fault': "The text's fields could not be filled in",
  'text-empty': 'The text was empty',
  'no-coupon': 'No coupon code left',
  'coupon-waits': 'Waiting for the shop to make a code',
};

/** Why texts were not sent, by the code that is kept with each; a code that is not known stands for itself. */
export const reasonInWords = (code: string): string => (Object.hasOwn(REASONS, code) ? REASONS[code]! : code);
