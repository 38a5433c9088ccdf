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
  'carrier-busy': 'The carrier was busy or out of reach',
  'carrier-account': 'The carrier does not accept the account',
  'carrier-failed': 'The carrier could not deliver it',
  'carrier-permanent': 'Could not be delivered to that number',
  'carrier-later': 'The phone or the network was away',
  'carrier-ours': 'The carrier refused the text, the sender or the account',
  'sent-again': 'Not known whether it was sent; sent again by hand',
  unreachable: 'The number can’t be reached',
  'no-sender': 'No sender for that country',
  'no-request': 'Nobody asked for the confirmation',
  'not-wanted': 'Turned off by the person',
  paused: 'Paused by the person',
  'ordered-since': 'Ordered in the meantime',
  'out-of-stock': 'Sold out again',
  'cart-empty': 'The cart was emptied',
  'no-longer-true': 'No longer true when it was to leave',
  'told-together': 'Told in one text with something else',
  'left-line': 'They wait for it no longer',
  'would-arrive-expired': 'Would have been of no use on arrival',
  'urgency-used-up': 'Had the most texts with an end time there may be',
  'no-end': 'The offer’s end is no date and time',
  'text-fault': "The text's fields could not be filled in",
  'text-empty': 'The text was empty',
  'no-coupon': 'No coupon code left',
  'coupon-waits': 'Waiting for the shop to make a code',
  'no-balance': 'The loyalty programme gave no balance',
  'balance-waits': 'Waiting for the loyalty programme to answer',
};

/** All that are known. */
export const REASON_CODES = Object.keys(REASONS);

/** Why texts were not sent, by the code that is kept with each; a code that is not known stands for itself. */
export const reasonInWords = (code: string): string => (Object.hasOwn(REASONS, code) ? REASONS[code]! : code);
